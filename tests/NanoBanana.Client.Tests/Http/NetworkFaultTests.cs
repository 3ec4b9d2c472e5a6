using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using NanoBanana.Client.Compatibility;
using NanoBanana.Client.Http;

namespace NanoBanana.Client.Tests.Http;

/// <summary>What an exception of the HTTP stack means: tried once, or again.</summary>
public sealed class NetworkFaultTests
{
    [Theory]
    [InlineData(401, true)]
    [InlineData(403, true)]
    [InlineData(407, true)]
    [InlineData(502, false)]
    [InlineData(503, false)]
    public void A_proxy_that_says_no_is_asked_once_and_one_that_is_out_of_order_again(int status, bool isRefused)
    {
        var expected = (isRefused ? SendFault.ProxyRefused : SendFault.Passing).ToString();

        Assert.Equal(expected, NetworkFaults.Of(Tunnel("the proxy said no", status)).ToString());
        Assert.Equal(expected, NetworkFaults.Of(Tunnel($"the proxy said '{status}'", status: null)).ToString());
        Assert.Equal(expected, NetworkFaults.Of(new IOException("outer", Tunnel("inner", status))).ToString());
    }

    [Fact]
    public void Credentials_and_schemes_that_a_proxy_does_not_take_are_permanent()
    {
        Assert.Equal(SendFault.ProxyRefused, NetworkFaults.Of(new HttpRequestException(HttpRequestError.ProxyTunnelError, "no number", new AuthenticationException())));
        Assert.Equal(SendFault.ProxyRefused, NetworkFaults.Of(new HttpRequestException("x", new NotSupportedException("the scheme"))));
        Assert.Equal(SendFault.Passing, NetworkFaults.Of(new HttpRequestException(HttpRequestError.ProxyTunnelError, "a number like 4070", new IOException())));
        Assert.Equal(SendFault.Passing, NetworkFaults.Of(new HttpRequestException(HttpRequestError.ConnectionError, "407", new AuthenticationException())));
    }

    [Fact]
    public void A_certificate_that_is_refused_is_permanent_and_another_failure_of_TLS_is_not()
    {
        Assert.Equal(SendFault.CertificateRefused, NetworkFaults.Of(new HttpRequestException("x", new CertificateRefusedException("it is not trusted."))));
        Assert.Equal(SendFault.Passing, NetworkFaults.Of(new HttpRequestException("x", new AuthenticationException("a protocol"))));
    }

    [Fact]
    public void A_permanent_fault_has_an_id_of_its_own()
    {
        Assert.Equal((ErrorIds.ProxyRefused, ErrorIds.CertificateRefused, null), (NetworkFaults.ErrorId(SendFault.ProxyRefused), NetworkFaults.ErrorId(SendFault.CertificateRefused), NetworkFaults.ErrorId(SendFault.Passing)));
        Assert.Equal([true, true, false], new[] { ErrorIds.ProxyRefused, ErrorIds.CertificateRefused, ErrorIds.NotDelivered }.Select(id => NetworkFaults.IsPermanent(new NanoBananaException(id, "x", "y", "z"))));
    }

    [Fact]
    public void A_host_that_cannot_be_resolved_is_named_by_the_outer_message_and_any_other_cause_by_the_inner_one()
    {
        var unknown = new HttpRequestException("No such host is known. (gateway.exmaple:443)", new SocketException((int)SocketError.HostNotFound));
        var empty = new HttpRequestException("gateway.exmaple has no address", new SocketException((int)SocketError.NoData));
        var refused = new HttpRequestException("An error occurred", new IOException("between", new IOException("refused by the host")));

        Assert.Equal(("No such host is known. (gateway.exmaple:443)", "gateway.exmaple has no address", "refused by the host"), (NetworkFaults.Reason(unknown).TrimEnd('.'), NetworkFaults.Reason(empty).TrimEnd('.'), NetworkFaults.Reason(refused).TrimEnd('.')));
        Assert.Equal((true, true, false, false), (NetworkFaults.IsHostUnknown(unknown), NetworkFaults.IsHostUnknown(new IOException("x", empty)), NetworkFaults.IsHostUnknown(refused), NetworkFaults.IsHostUnknown(error: null)));
        Assert.True(NetworkFaults.IsHostUnknown(new WebException("x", WebExceptionStatus.NameResolutionFailure)));
        Assert.False(NetworkFaults.IsHostUnknown(new SocketException((int)SocketError.ConnectionRefused)));
    }

    [Fact]
    public void The_cause_of_a_cancellation_is_the_cancellation()
    {
        var cancelled = new IOException("read", new OperationCanceledException());

        Assert.Same(cancelled, NetworkFaults.Innermost(cancelled));
    }

    private static HttpRequestException Tunnel(string message, int? status) =>
        new(HttpRequestError.ProxyTunnelError, message, inner: null, (HttpStatusCode?)status);
}
