namespace NanoBanana.Fuzz.Running;

/// <summary>One parser of bytes that we did not write.</summary>
/// <param name="Name">For the table and <c>--target</c>.</param>
/// <param name="Seeds">Real inputs, from which the others are made.</param>
/// <param name="Parse">Takes an input to the parser: true if it was accepted, false if it was refused without an exception.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, Func<byte[], ValueTask<bool>> Parse)
{
    public FuzzTarget(string name, IReadOnlyList<byte[]> seeds, Func<byte[], bool> parse)
        : this(name, seeds, input => new ValueTask<bool>(parse(input)))
    {
    }

    /// <summary>What a seed is made of, which decides how it is spoiled.</summary>
    public InputKind Kind { get; init; } = InputKind.Bytes;

    /// <summary>The exceptions that its callers know. All others are bugs.</summary>
    public IReadOnlyList<Type> Allowed { get; init; } = [typeof(NanoBananaException)];

    /// <summary>Words that mean something to the parser; they are strewn into inputs.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Its share of all inputs, next to the shares of the others.</summary>
    public int Share { get; init; } = 10;

    public bool Allows(Exception error) => Allowed.Any(type => type.IsInstanceOfType(error));
}
