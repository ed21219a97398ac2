using System.Globalization;
using Cartwright.Platform.Data;

namespace Cartwright.Simulators;

/// <summary>Shows the objects of the simulated Stripe, newest first where there are several (https://docs.stripe.com/api/pagination).</summary>
internal static class StripeLists
{
    const int LimitDefault = 10;
    const int LimitMax = 100;

    sealed record Refunded(string IntentId, long Amount);

    public static async Task<StripeAnswer> IntentAsync(string id, Database database, string address, CancellationToken cancellationToken) =>
        await database.QuerySingleOrDefaultAsync<StripeIntent>(
            $"select {StripeIntent.Columns} from stripe_intents where id = @id", new { id }, cancellationToken) is { } intent
            ? StripeAnswer.Ok(StripeObjects.Of(intent, address))
            : StripeAnswer.Missing("payment_intent", id);

    public static async Task<StripeAnswer> IntentsAsync(IQueryCollection query, Database database, string address, CancellationToken cancellationToken)
    {
        if (!TryReadLimit(query, out var limit))
        {
            return InvalidLimit();
        }

        var since = long.TryParse(query["created[gte]"], CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, DateTimeOffset.MaxValue.ToUnixTimeSeconds()))
            : DateTimeOffset.UnixEpoch;
        var found = await database.QueryAsync<StripeIntent>(
            $"""
            select {StripeIntent.Columns}
            from stripe_intents
            where created_at >= @since and (@after::text is null or number < (select number from stripe_intents where id = @after))
            order by number desc
            limit @take
            """,
            new { since, after = (string?)query["starting_after"], take = limit + 1 },
            cancellationToken);
        var shown = found.Take(limit).ToList();
        var isExpanded = query.Any(q => q.Key.StartsWith("expand", StringComparison.Ordinal) && q.Value == "data.latest_charge");
        var refunded = !isExpanded ? [] : (await database.QueryAsync<Refunded>(
            """
            select intent_id, sum(amount)::bigint as amount from stripe_refunds where intent_id = any(@ids) and status <> 'failed' group by intent_id
            """,
            new { ids = shown.Select(i => i.Id).ToArray() },
            cancellationToken)).ToDictionary(r => r.IntentId, r => r.Amount);
        return StripeAnswer.Ok(StripeObjects.List(
            "/v1/payment_intents", shown.Select(i => StripeObjects.Of(i, address, refunded.GetValueOrDefault(i.Id), isExpanded)), found.Count > limit));
    }

    public static async Task<StripeAnswer> RefundAsync(string id, Database database, CancellationToken cancellationToken)
    {
        if (await database.QuerySingleOrDefaultAsync<StripeRefund>(
            $"select {StripeRefund.Columns} from stripe_refunds where id = @id", new { id }, cancellationToken) is not { } refund)
        {
            return StripeAnswer.Missing("refund", id);
        }

        var intent = await database.QuerySingleOrDefaultAsync<StripeIntent>(
            $"select {StripeIntent.Columns} from stripe_intents where id = @IntentId", new { refund.IntentId }, cancellationToken);
        return StripeAnswer.Ok(StripeObjects.Of(refund, intent!));
    }

    public static async Task<StripeAnswer> RefundsAsync(IQueryCollection query, Database database, CancellationToken cancellationToken)
    {
        if (!TryReadLimit(query, out var limit))
        {
            return InvalidLimit();
        }

        var found = await database.QueryAsync<StripeRefund>(
            $"""
            select {StripeRefund.Columns}
            from stripe_refunds
            where (@intent::text is null or intent_id = @intent) and (@after::text is null or number < (select number from stripe_refunds where id = @after))
            order by number desc
            limit @take
            """,
            new { intent = (string?)query["payment_intent"], after = (string?)query["starting_after"], take = limit + 1 },
            cancellationToken);
        var shown = found.Take(limit).ToList();
        var intents = (await database.QueryAsync<StripeIntent>(
            $"select {StripeIntent.Columns} from stripe_intents where id = any(@ids)",
            new { ids = shown.Select(r => r.IntentId).Distinct().ToArray() },
            cancellationToken)).ToDictionary(i => i.Id);
        return StripeAnswer.Ok(StripeObjects.List("/v1/refunds", shown.Select(r => StripeObjects.Of(r, intents[r.IntentId])), found.Count > limit));
    }

    static bool TryReadLimit(IQueryCollection query, out int limit)
    {
        limit = LimitDefault;
        return query["limit"] is not [{ } text, ..] || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= LimitMax);
    }

    static StripeAnswer InvalidLimit() => StripeAnswer.Invalid("limit", "parameter_invalid_integer", $"The limit must be from 1 to {LimitMax}.");
}
