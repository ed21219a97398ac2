using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Observability;

namespace Cartwright.Payments;

/// <summary>Reads and writes payments, set by set.</summary>
internal static class PaymentStore
{
    const string Columns =
        """
        id, order_id, attempt, user_id, amount, currency, method, provider, token, status, failure, provider_id, captured, cancel_requested, tries, due_at, trace_parent,
        repeats, created_at, action_url
        """;

    /// <summary>Writes new payments; those that exist are skipped.</summary>
    public static Task<IReadOnlyList<Payment>> InsertAsync(UnitOfWork work, IReadOnlyCollection<Payment> payments, DateTimeOffset now, CancellationToken cancellationToken) =>
        work.QueryAsync<Payment>(
            $"""
            insert into payments (
                id, order_id, attempt, user_id, amount, captured, refunded, currency, method, provider, token, status, due_at, created_at,
                updated_at, trace_parent)
            -- Nothing, with the decimals of the currency.
            select id, order_id, attempt, user_id, amount, 0 * amount, 0 * amount, currency, method, provider, token, 'processing', due_at, @now,
                   @now, trace_parent
            from unnest(@ids, @orders, @attempts, @users, @amounts, @currencies, @methods, @providers, @tokens, @dues, @traces::text[])
                as p (id, order_id, attempt, user_id, amount, currency, method, provider, token, due_at, trace_parent)
            on conflict (order_id, attempt) do nothing
            returning {Columns}
            """,
            new
            {
                now,
                ids = payments.Select(p => p.Id).ToArray(),
                orders = payments.Select(p => p.OrderId).ToArray(),
                attempts = payments.Select(p => p.Attempt).ToArray(),
                users = payments.Select(p => p.UserId).ToArray(),
                amounts = payments.Select(p => p.Amount).ToArray(),
                currencies = payments.Select(p => p.Currency).ToArray(),
                methods = payments.Select(p => p.Method).ToArray(),
                providers = payments.Select(p => p.Provider).ToArray(),
                tokens = payments.Select(p => p.Token).ToArray(),
                dues = payments.Select(p => p.DueAt!.Value.UtcDateTime).ToArray(),
                traces = payments.Select(p => p.TraceParent).ToArray(),
            },
            cancellationToken);

    /// <summary>
    /// Writes the last payment of each cancelled order as cancelled, unless it exists. Its request may come later, when it has failed and a person retries it:
    /// the unique key of order and attempt then skips it, also when both are handled at once.
    /// </summary>
    /// <returns>The payments that were written.</returns>
    public static async Task<IReadOnlyList<Payment>> CancelUnknownAsync(
        UnitOfWork work, IReadOnlyList<OrderCancelled> orders, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var requested = orders.Where(o => o is { PaymentAttempt: > 0, Currency: not null, PaymentMethod: not null }).ToList();
        return requested.Count == 0
            ? []
            : await work.QueryAsync<Payment>(
                $"""
                insert into payments (
                    id, order_id, attempt, user_id, amount, captured, refunded, currency, method, status, cancel_requested, created_at, updated_at)
                select id, order_id, attempt, user_id, amount, 0 * amount, 0 * amount, currency, method, 'cancelled', true, @now, @now
                from unnest(@ids, @orders, @attempts, @users, @amounts, @currencies, @methods)
                    as p (id, order_id, attempt, user_id, amount, currency, method)
                order by order_id
                on conflict (order_id, attempt) do nothing
                returning {Columns}
                """,
                new
                {
                    now,
                    ids = requested.Select(_ => Guid.CreateVersion7(now)).ToArray(),
                    orders = requested.Select(o => o.OrderId).ToArray(),
                    attempts = requested.Select(o => o.PaymentAttempt).ToArray(),
                    users = requested.Select(o => o.UserId).ToArray(),
                    amounts = requested.Select(o => o.Total).ToArray(),
                    currencies = requested.Select(o => o.Currency).ToArray(),
                    methods = requested.Select(o => o.PaymentMethod).ToArray(),
                },
                cancellationToken);
    }

    /// <summary>Claims payments that are due, except those that another instance is claiming.</summary>
    public static Task<IReadOnlyList<Payment>> ClaimAsync(Database database, DateTimeOffset now, DateTimeOffset leasedUntil, int max, CancellationToken cancellationToken) =>
        database.QueryAsync<Payment>(
            $"""
            update payments set due_at = @leasedUntil, tries = tries + 1
            where id in (select id from payments where due_at <= @now order by due_at limit @max for update skip locked)
            returning {Columns}
            """,
            new { now, leasedUntil, max },
            cancellationToken);

    /// <summary>Locks payments in the order of their ids.</summary>
    public static Task<IReadOnlyList<Payment>> LockAsync(UnitOfWork work, Guid[] ids, CancellationToken cancellationToken) =>
        work.QueryAsync<Payment>($"select {Columns} from payments where id = any(@ids) order by id for update", new { ids }, cancellationToken);

    /// <summary>Locks all payments of orders in the order of their ids, before an update that takes its rows in any order.</summary>
    public static Task LockOfOrdersAsync(UnitOfWork work, Guid[] orders, CancellationToken cancellationToken) =>
        work.ExecuteAsync("select from payments where order_id = any(@orders) order by id for update", new { orders }, cancellationToken);

    /// <summary>Writes payments that are locked, and the ledger entries of those that were just captured.</summary>
    public static async Task SaveAsync(UnitOfWork work, IReadOnlyCollection<Payment> payments, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (payments.Count == 0)
        {
            return;
        }

        await work.ExecuteAsync(
            """
            with changed as (
                update payments p
                set status = n.status, token = n.token, failure = n.failure, provider_id = n.provider_id, action_url = n.action_url,
                    captured = n.captured, tries = n.tries, due_at = n.due_at, updated_at = @now
                from unnest(@ids, @statuses, @tokens::text[], @failures::text[], @providerIds::text[], @actionUrls::text[], @captured, @tries,
                            @dues::timestamptz[])
                    as n (id, status, token, failure, provider_id, action_url, captured, tries, due_at)
                where p.id = n.id
                returning p.id, p.order_id, p.status, p.captured
            )
            insert into entries (payment_id, order_id, kind, amount, at)
            select id, order_id, 'capture', captured, @now from changed where status = 'completed'
            """,
            new
            {
                now,
                ids = payments.Select(p => p.Id).ToArray(),
                statuses = payments.Select(p => p.Status).ToArray(),
                tokens = payments.Select(p => p.Token).ToArray(),
                failures = payments.Select(p => p.Failure).ToArray(),
                providerIds = payments.Select(p => p.ProviderId).ToArray(),
                actionUrls = payments.Select(p => p.ActionUrl).ToArray(),
                captured = payments.Select(p => p.Captured).ToArray(),
                tries = payments.Select(p => p.Tries).ToArray(),
                dues = payments.Select(p => p.DueAt?.UtcDateTime).ToArray(),
            },
            cancellationToken);
    }

    /// <summary>Makes a payment that is under way due, to look it up at its provider.</summary>
    public static Task LookUpAsync(
        Database database, Guid order, int attempt, string provider, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            "update payments set due_at = @now where order_id = @order and attempt = @attempt and provider = @provider and due_at > @now",
            new { order, attempt, provider, now },
            cancellationToken);

    /// <summary>Asks again, at the request of a person, for what the provider refused.</summary>
    /// <param name="database">The database.</param>
    /// <param name="id">The payment.</param>
    /// <param name="refused">The state after the refusal.</param>
    /// <param name="requested">The state in which it is asked for.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Whether it is asked for now; false when the payment is in another state.</returns>
    public static async Task<bool> RepeatAsync(
        Database database, Guid id, string refused, string requested, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            """
            update payments
            set status = @requested, repeats = repeats + 1, tries = 0, due_at = @now, failure = null, trace_parent = @trace, updated_at = @now
            where id = @id and status = @refused
            """,
            new { id, refused, requested, now, trace = Tracing.Context },
            cancellationToken) > 0;
}
