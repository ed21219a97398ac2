using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Recommendations;

/// <summary>Products that a visitor looked at.</summary>
/// <param name="SessionId">A random UUID that the client chose for the session, for example of a browser tab. It identifies nobody.</param>
/// <param name="ProductIds">1 to 50 products, in the order in which they were looked at. Unknown ones are ignored.</param>
public sealed record RecordViewsRequest(Guid SessionId, [property: Length(1, RecordViews.ViewsMax), NoNulls] IReadOnlyList<Guid> ProductIds);

/// <summary>Saves views. The answer does not tell whether they were saved: a visitor who does not want it gets the same.</summary>
internal static class RecordViews
{
    /// <summary>The most views of a request.</summary>
    public const int ViewsMax = ModelLimits.ItemsMax;

    /// <summary>The headers by which a visitor refuses, for the document.</summary>
    public static readonly ApiHeader[] Refusals =
    [
        new("Sec-GPC", "1 refuses: nothing is stored (Global Privacy Control).", InRequest: true, InAnswer: false),
        new("DNT", "1 refuses: nothing is stored (Tracking Preference Expression).", InRequest: true, InAnswer: false),
    ];

    public static async Task<NoContent> HandleAsync(
        RecordViewsRequest request, HttpContext context, ClaimsPrincipal user, Database database, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!Refused(context.Request.Headers))
        {
            // The products of a request were looked at one after another; a second between them keeps their order.
            var now = time.GetUtcNow().ToStored();
            var views = request.ProductIds.Select((id, i) => (id, now.AddSeconds(i + 1 - request.ProductIds.Count))).ToList();
            await SignalStore.AddAsync(database, request.SessionId, user.IdOrNull(), views, cancellationToken);
        }

        return TypedResults.NoContent();
    }

    static bool Refused(IHeaderDictionary headers) => Refusals.Any(refusal => headers[refusal.Name].ToString() == "1");
}
