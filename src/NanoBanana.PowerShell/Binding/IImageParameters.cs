using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>The parameters of a cmdlet that say what a task is made of, as they are bound for the current record.</summary>
internal interface IImageParameters
{
    string[]? Prompt { get; }

    ImageInput[]? Path { get; }

    string[]? LiteralPath { get; }

    string[]? ImageUrl { get; }

    /// <summary>Whether piped text is a prompt instead of a path.</summary>
    SwitchParameter AsPrompt { get; }

    /// <summary>Whether a task is submitted again, as its next take.</summary>
    SwitchParameter Retake { get; }

    /// <summary>The record itself, or null.</summary>
    PSObject? InputObject { get; }

    /// <summary>The cmdlet that has them.</summary>
    PSCmdlet Cmdlet { get; }
}
