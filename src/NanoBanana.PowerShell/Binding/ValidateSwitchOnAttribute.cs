using System.Management.Automation;

namespace NanoBanana.PowerShell.Binding;

/// <summary>For a switch that replaces another parameter: if it is off, it counts as not given, and the other one is missing.</summary>
/// <param name="instead">What to give in its place, such as <c>-Id</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateSwitchOnAttribute(string instead) : ValidateArgumentsAttribute
{
    /// <summary>What to give in its place.</summary>
    public string Instead { get; } = instead;

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (!LanguagePrimitives.IsTrue(arguments is SwitchParameter given ? given.IsPresent : arguments))
        {
            throw new ValidationMetadataException($"It is $false, which is the same as leaving it out; give {Instead}, or this switch without a value.");
        }
    }
}
