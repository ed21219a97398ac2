using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Orders;

/// <summary>Reads and writes returns. A change locks the order first, so that the returns of an order never take the same units.</summary>
internal static class ReturnStore
{
    /// <summary>A return with its order, in the statement <c>select … from returns r join orders o on o.id = r.order_id</c>.</summary>
    public const string Select =
        """
        select r.id, r.number, r.order_id, o.number as order_number, r.user_id, r.kind, r.status, r.status_reason, r.comment, o.currency, r.refund, r.deduction,
               r.refund_attempt, r.due_at, r.created_at, r.updated_at, r.version
        from returns r join orders o on o.id = r.order_id
        """;

    const string LinesSql =
        """
        select rl.return_id, rl.line, l.sku, l.name, l.parts::text as parts, rl.quantity, rl.reason, rl.restocked, rl.scrapped
        from returns r join return_lines rl on rl.return_id = r.id join order_lines l on l.order_id = r.order_id and l.line = rl.line
        where r.id = any(@ids) order by rl.return_id, rl.line
        """;

    const string OrderSql =
        $"""
        select id, number, user_id, status, subtotal, tax, shipping, currency, delivered_at, not ({OrderPersonalData.HasAddress}) as is_erased
        from orders where id = @id
        """;

    const string OrderLinesSql =
        """
        select l.line, l.sku, l.name, l.quantity, l.unit_price, l.parts::text as parts,
               coalesce(sum(rl.quantity) filter (where r.status not in ('rejected', 'cancelled')), 0)::int as requested,
               coalesce(sum(rl.restocked + rl.scrapped), 0)::int as accepted,
               coalesce(sum(rl.restocked + rl.scrapped) filter (where r.kind = 'withdrawal'), 0)::int as withdrawn
        from order_lines l
        left join (returns r join return_lines rl on rl.return_id = r.id) on r.order_id = l.order_id and rl.line = l.line
        where l.order_id = @id group by l.order_id, l.line order by l.line
        """;

    /// <summary>Locks an order, and reads what came back of it.</summary>
    public static async Task<ReturnableOrder?> LockOrderAsync(UnitOfWork work, Guid id, CancellationToken cancellationToken) =>
        await work.QuerySingleOrDefaultAsync<ReturnableOrder>(OrderSql + " for update", new { id }, cancellationToken) is { } order
            ? order with { Lines = await work.QueryAsync<ReturnableLine>(OrderLinesSql, new { id }, cancellationToken) }
            : null;

    /// <summary>Reads an order with what came back of it.</summary>
    public static async Task<ReturnableOrder?> FindOrderAsync(Database database, Guid id, CancellationToken cancellationToken) =>
        await database.QuerySingleOrDefaultAsync<ReturnableOrder>(OrderSql, new { id }, cancellationToken) is { } order
            ? order with { Lines = await database.QueryAsync<ReturnableLine>(OrderLinesSql, new { id }, cancellationToken) }
            : null;

    /// <summary>Reads a return whose order is locked.</summary>
    public static async Task<Return> ReadAsync(UnitOfWork work, Guid id, CancellationToken cancellationToken)
    {
        var found = (await work.QuerySingleOrDefaultAsync<Return>($"{Select} where r.id = @id", new { id }, cancellationToken))!;
        return found with { Lines = await work.QueryAsync<ReturnedUnits>(LinesSql, new { ids = new[] { id } }, cancellationToken) };
    }

    /// <summary>Applies a rule to returns whose orders are locked, each with its input, and returns the events to publish.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="inputs">The inputs with their returns; those without one are skipped.</param>
    /// <param name="decide">The rule; returns null when nothing changes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<IReadOnlyList<IEvent>> DecideAsync<T>(
        UnitOfWork work, IEnumerable<(Guid? ReturnId, T Input)> inputs, Func<Return, T, ReturnDecision?> decide, CancellationToken cancellationToken)
    {
        var events = new List<IEvent>();
        foreach (var (returnId, input) in inputs)
        {
            if (returnId is { } id && decide(await ReadAsync(work, id, cancellationToken), input) is { } decision)
            {
                await SaveAsync(work, decision.Return, cancellationToken);
                events.AddRange(decision.Events);
            }
        }

        return events;
    }

    /// <summary>Reads the lines of returns.</summary>
    public static async Task<IReadOnlyList<Return>> WithLinesAsync(Database database, IReadOnlyList<Return> returns, CancellationToken cancellationToken)
    {
        if (returns.Count == 0)
        {
            return returns;
        }

        var lines = (await database.QueryAsync<ReturnedUnits>(LinesSql, new { ids = returns.Select(r => r.Id).ToArray() }, cancellationToken)).ToLookup(l => l.ReturnId);
        return [.. returns.Select(r => r with { Lines = [.. lines[r.Id]] })];
    }

    /// <summary>Writes a new return.</summary>
    public static Task InsertAsync(UnitOfWork work, Return created, string key, byte[] requestHash, CancellationToken cancellationToken) => work.ExecuteAsync(
        """
        with written as (
            insert into returns (id, number, order_id, user_id, kind, status, comment, due_at, key, request_hash, created_at, updated_at, version)
            values (@Id, @Number, @OrderId, @UserId, @Kind, @Status, @Comment, @DueAt, @key, @requestHash, @CreatedAt, @CreatedAt, @Version)
        )
        insert into return_lines (return_id, line, quantity, reason)
        select @Id, line, quantity, reason from unnest(@lines, @quantities, @reasons) as l (line, quantity, reason)
        """,
        new
        {
            created.Id,
            created.Number,
            created.OrderId,
            created.UserId,
            created.Kind,
            created.Status,
            created.Comment,
            created.DueAt,
            key,
            requestHash,
            created.CreatedAt,
            created.Version,
            lines = created.Lines.Select(l => l.Line).ToArray(),
            quantities = created.Lines.Select(l => l.Quantity).ToArray(),
            reasons = created.Lines.Select(l => l.Reason).ToArray(),
        },
        cancellationToken);

    /// <summary>Saves a return whose order is locked.</summary>
    public static Task SaveAsync(UnitOfWork work, Return changed, CancellationToken cancellationToken) => work.ExecuteAsync(
        """
        with found as (
            update return_lines l set restocked = f.restocked, scrapped = f.scrapped
            from unnest(@lines, @restocked, @scrapped) as f (line, restocked, scrapped)
            where l.return_id = @Id and l.line = f.line
        )
        update returns set status = @Status, status_reason = @StatusReason, refund = @Refund, deduction = @Deduction, refund_attempt = @RefundAttempt,
               due_at = @DueAt, updated_at = @UpdatedAt, version = @Version
        where id = @Id
        """,
        new
        {
            changed.Id,
            changed.Status,
            changed.StatusReason,
            changed.Refund,
            changed.Deduction,
            changed.RefundAttempt,
            changed.DueAt,
            changed.UpdatedAt,
            changed.Version,
            lines = changed.Lines.Select(l => l.Line).ToArray(),
            restocked = changed.Lines.Select(l => l.Restocked).ToArray(),
            scrapped = changed.Lines.Select(l => l.Scrapped).ToArray(),
        },
        cancellationToken);
}
