namespace NanoBanana.Faults.Wire;

/// <summary>What is done to the bytes of one kind of call.</summary>
/// <param name="Operation"><c>submit</c>, <c>query</c>, <c>upload</c> or <c>download</c>.</param>
/// <param name="Phase">To which part of the exchange.</param>
/// <param name="Action">What.</param>
internal sealed record WireFault(string Operation, WirePhase Phase, WireAction Action)
{
    public static IReadOnlyList<string> Operations { get; } = ["submit", "query", "upload", "download"];

    /// <summary>
    /// All but one: where the headers of an upload come twice, the host stores the second of them as the file's first bytes and
    /// says that all is well. No sender can see that; TLS is what keeps it from happening.
    /// </summary>
    public static IReadOnlyList<WireFault> All { get; } =
    [
        .. from operation in Operations
           from phase in Enum.GetValues<WirePhase>()
           from action in Enum.GetValues<WireAction>()
           where (operation, phase, action) is not ("upload", WirePhase.RequestHeaders, WireAction.Duplicate)
           select new WireFault(operation, phase, action),
    ];

    /// <summary>What a request is for, by its method and path at the emulator.</summary>
    public static string OperationOf(string method, string path) =>
        path.StartsWith("/results/", StringComparison.Ordinal) ? "download"
        : method is "PUT" || path.Contains("upload", StringComparison.OrdinalIgnoreCase) ? "upload"
        : path.StartsWith("/host/", StringComparison.Ordinal) || path.StartsWith("/emulator/", StringComparison.Ordinal) ? "probe"
        : method is "GET" ? "query"
        : "submit";

    public override string ToString() => $"{Action} in {Phase} of {Operation}";
}
