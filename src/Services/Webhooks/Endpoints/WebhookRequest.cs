using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;

namespace Cartwright.Webhooks;

/// <summary>A server that wants to know of events.</summary>
/// <param name="Url">Where deliveries go, with https, to a public address.</param>
/// <param name="Events">Names of events, <c>name@version</c> for one version only, or <c>*</c> for all; 1 to 50.</param>
/// <param name="Description">What it is, for people.</param>
/// <param name="Active">Whether it gets deliveries. To enable one that was disabled sends what waits.</param>
public sealed record WebhookRequest(
    [property: Required, StringLength(500, MinimumLength = 1), Bounds(LengthMin = 1)] string Url,
    [property: Required, NoNulls, MinLength(1), MaxLength(50)] IReadOnlyList<string> Events,
    [property: Line(200)] string Description = "",
    bool Active = true);
