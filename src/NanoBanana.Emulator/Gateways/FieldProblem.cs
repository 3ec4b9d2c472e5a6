namespace NanoBanana.Emulation.Gateways;

/// <summary>What is wrong with a field of a request.</summary>
internal enum FieldProblem
{
    /// <summary>Required and not there, null or blank.</summary>
    Missing,

    /// <summary>Not of the documented JSON type.</summary>
    WrongType,

    /// <summary>Outside the documented values or limits.</summary>
    NotAllowed,
}
