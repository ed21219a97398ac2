namespace Cartwright.Platform.Security;

/// <summary>Signs calls to paths that are for services only.</summary>
internal sealed class ServiceSigning(ServiceSignature signature) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } uri && uri.AbsolutePath.StartsWith(ServiceSignature.Prefix, StringComparison.Ordinal))
        {
            request.Headers.Authorization = signature.Sign(request.Method, uri.PathAndQuery);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
