using NanoBanana.Emulation.Compatibility;
using NanoBanana.Emulation.Http;
using NanoBanana.Http1;

namespace NanoBanana.Emulation.Hosting;

/// <summary>One call of a service. A path that ends in <c>*</c> takes everything below it.</summary>
internal sealed record Route(
    string Method, string Path, string Operation, Func<EmulatorRequest, CancellationToken, Task<Reply>> Answer, bool NeedsKey = true)
{
    public Route(string method, string path, string operation, Func<EmulatorRequest, Reply> answer, bool needsKey = true)
        : this(method, path, operation, (request, _) => Task.FromResult(answer(request)), needsKey)
    {
    }

    public bool Matches(EmulatorRequest request) =>
        request.Method.Is(Method)
        && (Path.EndsWith("*", StringComparison.Ordinal)
            ? request.Path.StartsWith(Path.TrimEnd('*'), StringComparison.Ordinal)
            : request.Path.Is(Path));
}
