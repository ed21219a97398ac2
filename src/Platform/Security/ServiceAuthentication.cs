using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Cartwright.Platform.Security;

/// <summary>Authenticates the other services of the system by the signatures of their requests.</summary>
internal sealed class ServiceAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, UrlEncoder encoder, ServiceSignature signature)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, NullLoggerFactory.Instance, encoder)
{
    static readonly ClaimsPrincipal Service = new(new ClaimsIdentity(
        [new Claim("role", Roles.Service)], ServiceSignature.Scheme, nameType: null, roleType: "role"));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(ServiceSignature.Scheme + " ", StringComparison.Ordinal))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        // The target as the client sent and signed it, not rebuilt from its parts.
        var target = Context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        return Task.FromResult(signature.Verify(Request.Method, target, header.AsSpan(ServiceSignature.Scheme.Length + 1).Trim())
            ? AuthenticateResult.Success(new AuthenticationTicket(Service, ServiceSignature.Scheme))
            : AuthenticateResult.Fail("The signature is not valid."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = ServiceSignature.Scheme;
        return Task.CompletedTask;
    }
}
