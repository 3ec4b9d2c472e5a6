namespace NanoBanana;

/// <summary>Whether a submit carries the address of a callback.</summary>
public static class CallbackRules
{
    /// <summary>It may.</summary>
    public const string Optional = "Optional";

    /// <summary>It must; if the user gives none, a reserved address that leads nowhere is sent.</summary>
    public const string Required = "Required";

    /// <summary>The gateway documents no callback.</summary>
    public const string None = "None";
}
