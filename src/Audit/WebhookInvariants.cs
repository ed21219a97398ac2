using Cartwright.Webhooks;
using Npgsql;

namespace Cartwright.Audit;

/// <summary>The log of deliveries to webhooks says what happened.</summary>
internal static class WebhookInvariants
{
    public static async Task<IReadOnlyList<Violation>> CheckAsync(IReadOnlyDictionary<string, NpgsqlDataSource> databases, CancellationToken cancellationToken)
    {
        if (!databases.TryGetValue("webhooks", out var webhooks))
        {
            return [];
        }

        await using var connection = await webhooks.OpenConnectionAsync(cancellationToken);
        return [.. (await WebhooksBooks.FindDiscrepanciesAsync(connection)).Select(d => new Violation(d.Invariant, d.Id, d.Detail))];
    }
}
