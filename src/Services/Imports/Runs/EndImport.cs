using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Imports;

/// <summary>Ends an import that has no open chunk, and publishes its end.</summary>
internal static class EndImport
{
    sealed record Sums(string Marketplace, long? StartIndex, long? EndIndex, long Saved, long Known, long Rejected, long Differing, long Missing, int Failed, string? Reason);

    /// <summary>Ends it, in the transaction that closed its last chunk.</summary>
    public static async Task RunAsync(UnitOfWork work, Guid importId, CancellationToken cancellationToken)
    {
        var sums = (await work.QuerySingleOrDefaultAsync<Sums>(
            """
            select m.name as marketplace, i.start_index, i.end_index, c.* from imports i join marketplaces m on m.id = i.marketplace, lateral (
                select coalesce(sum(saved), 0)::bigint as saved, coalesce(sum(known), 0)::bigint as known, coalesce(sum(rejected), 0)::bigint as rejected,
                       coalesce(sum(differing), 0)::bigint as differing, coalesce(sum(missing), 0)::bigint as missing,
                       count(*) filter (where state = 'failed')::int as failed, max(reason) filter (where state = 'failed') as reason
                from import_chunks where import_id = i.id) c
            where i.id = @importId
            """,
            new { importId },
            cancellationToken))!;
        if (sums.Failed > 0)
        {
            var reason = $"{sums.Failed} of its parts could not be imported: {sums.Reason}";
            await FailAsync(work, importId, reason, cancellationToken);
            work.Publish(new ImportFailed(importId, sums.Marketplace, reason, sums.Saved, sums.Failed));
            return;
        }

        // A range begins with the first order of the marketplace or where the known orders end: there is no gap before it.
        await work.ExecuteAsync(
            """
            with ended as (
                update imports set status = 'completed', finished_at = now(), reason = null where id = @importId returning marketplace, end_index
            )
            update marketplaces m set next_index = greatest(m.next_index, e.end_index + 1) from ended e where m.id = e.marketplace
            """,
            new { importId },
            cancellationToken);
        work.Publish(new ImportCompleted(
            importId, sums.Marketplace, sums.StartIndex, sums.EndIndex, sums.Saved, sums.Known, sums.Rejected, sums.Differing, sums.Missing));
    }

    /// <summary>Marks an import as failed.</summary>
    public static Task FailAsync(UnitOfWork work, Guid importId, string reason, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            "update imports set status = 'failed', finished_at = now(), due_at = null, reason = @reason where id = @importId", new { importId, reason }, cancellationToken);
}
