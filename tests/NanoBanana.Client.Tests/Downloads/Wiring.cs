using System.Net;
using System.Text;
using NanoBanana.Client.Downloads;

namespace NanoBanana.Client.Tests.Downloads;

/// <summary>
/// The real HTTP client of results over wires of the test: names are resolved from a table, and each connection is answered
/// with the bytes that its first line is given. TLS is not spoken, so what a wire sees first is the client's hello.
/// </summary>
internal sealed class Wiring : IDisposable
{
    private readonly Dictionary<string, Queue<IPAddress[]>> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _opened = [];
    private readonly List<string> _asked = [];

    public Wiring(AddressRule rule, IWebProxy? proxy = null) => Http = ResultHttp.Create(new GuardedConnect(rule)
    {
        Resolve = ResolveAsync,
        Open = OpenAsync,
        Proxy = proxy ?? new WebProxy(),
    });

    public HttpClient Http { get; }

    /// <summary>Where connections went.</summary>
    public IReadOnlyList<string> Opened => _opened;

    /// <summary>Names that were resolved.</summary>
    public IReadOnlyList<string> Asked => _asked;

    /// <summary>The answers of a name in order; the last one stays.</summary>
    public Wiring Name(string host, params string[] answers)
    {
        _names[host] = new Queue<IPAddress[]>(answers.Select(each => each.Split(' ').Select(IPAddress.Parse).ToArray()));
        return this;
    }

    public void Dispose() => Http.Dispose();

    private Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        _asked.Add(host);
        if (IPAddress.TryParse(host, out var literal))
        {
            return Task.FromResult<IPAddress[]>([literal]);
        }

        var answers = _names[host];
        return Task.FromResult(answers.Count > 1 ? answers.Dequeue() : answers.Peek());
    }

    private Task<Stream> OpenAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        _opened.AddRange(addresses.Select(address => FormattableString.Invariant($"{address}:{port}")));
        return Task.FromResult<Stream>(new Wire());
    }

    /// <summary>Takes what is sent and answers that it is no TLS, or no proxy that lets through.</summary>
    private sealed class Wire : MemoryStream
    {
        private readonly MemoryStream _answer = new(Encoding.ASCII.GetBytes("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"));

        public override int Read(byte[] buffer, int offset, int count) => _answer.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _answer.ReadAsync(buffer, cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => _answer.ReadAsync(buffer, offset, count, cancellationToken);
    }
}
