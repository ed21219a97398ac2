using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Shipping;

/// <summary>
/// Shows the zones, methods and prices of shipping, and replaces them as a whole if their version is still the one in <c>If-Match</c>: an order sees all of an edit
/// or nothing of it.
/// </summary>
internal static class EditShippingRates
{
    static readonly Guid RatesId = new("b1a7e5c0-0000-4000-8000-000000000001");

    sealed record Row(int Version, string Rates, DateTimeOffset EditedAt);

    /// <summary>Shows them.</summary>
    public static async Task<Ok<ShippingRatesResponse>> ShowAsync(Database database, HttpResponse response, CancellationToken cancellationToken)
    {
        var row = await database.QuerySingleOrDefaultAsync<Row>("select version, rates::text as rates, edited_at from shipping_rates", null, cancellationToken);
        return Answer(row!, response);
    }

    /// <summary>Replaces them.</summary>
    public static async Task<Results<Ok<ShippingRatesResponse>, ProblemHttpResult>> ReplaceAsync(
        ShippingRatesRequest input, HttpRequest request, Database database, CancellationToken cancellationToken)
    {
        if (Preconditions.Read(request).Problem is { } unconditional)
        {
            return unconditional;
        }

        await using var work = await database.BeginAsync(cancellationToken);
        var current = await work.QuerySingleOrDefaultAsync<int>("select version from shipping_rates for update", null, cancellationToken);
        if (Preconditions.Check(request, current) is { } stale)
        {
            return stale;
        }

        var errors = new Dictionary<string, string[]>();
        var (zones, methods) = ShippingRatesReader.Read(input, (field, message) => errors[field] = [message]);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var row = await work.QuerySingleOrDefaultAsync<Row>(
            """
            update shipping_rates set version = version + 1, rates = @rates::jsonb, edited_at = now()
            returning version, rates::text as rates, edited_at
            """,
            new { rates = JsonSerializer.Serialize(input, ShippingJson.Default.ShippingRatesRequest) },
            cancellationToken);
        work.Publish(new ShippingRatesChanged(RatesId, row!.Version, zones, methods));
        await work.CommitAsync(cancellationToken);
        return Answer(row, request.HttpContext.Response);
    }

    static Ok<ShippingRatesResponse> Answer(Row row, HttpResponse response)
    {
        response.Headers.ETag = Preconditions.ETag(row.Version);
        var rates = JsonSerializer.Deserialize(row.Rates, ShippingJson.Default.ShippingRatesRequest)!;
        return TypedResults.Ok(new ShippingRatesResponse(row.Version, row.EditedAt, rates.Zones, rates.Methods));
    }
}
