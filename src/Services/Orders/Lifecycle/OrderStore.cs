using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Orders;

/// <summary>Loads and locks orders for a decision, and saves the result: two statements for any number of orders.</summary>
internal static class OrderStore
{
    const string Columns =
        """
        id, number, user_id, status, status_reason, total, currency, payment_status, payment_attempt, payment_method, payment_token, payment_failure,
        refunded, expires_at, confirmed_at, delivered_at, updated_at, version, reserved_units::text as reserved_units
        """;

    // Lines never change: the lock on the order need not include them.
    const string ConfirmationColumns =
        """
        shipping_method, shipping_method_name, shipping_address::text as shipping_address_json, (select json_agg(json_build_object(
                    'sku', l.sku, 'productId', l.product_id, 'name', l.name, 'quantity', l.quantity, 'unitPrice', l.unit_price,
                    'parts', l.parts) order by l.line)
         from order_lines l where l.order_id = orders.id)::text as lines_json
        """;

    /// <summary>Applies a rule to orders, each with its input, and returns the events to publish.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="inputs">The inputs with their orders.</param>
    /// <param name="decide">The rule; returns null when nothing changes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static Task<IReadOnlyList<IEvent>> DecideAsync<T>(
        UnitOfWork work, IEnumerable<(Guid OrderId, T Input)> inputs, Func<Order, T, Decision?> decide, CancellationToken cancellationToken) =>
        DecideAsync(work, inputs, Columns, decide, cancellationToken);

    /// <summary>Applies a rule that may confirm orders. They are loaded with their lines and address, which the event about it has, by the same statement.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="inputs">The inputs with their orders.</param>
    /// <param name="decide">The rule; returns null when nothing changes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static Task<IReadOnlyList<IEvent>> DecideWithLinesAsync<T>(
        UnitOfWork work, IEnumerable<(Guid OrderId, T Input)> inputs, Func<Order, T, Decision?> decide, CancellationToken cancellationToken) =>
        DecideAsync(work, inputs, $"{Columns}, {ConfirmationColumns}", decide, cancellationToken);

    static async Task<IReadOnlyList<IEvent>> DecideAsync<T>(
        UnitOfWork work, IEnumerable<(Guid OrderId, T Input)> inputs, string columns, Func<Order, T, Decision?> decide, CancellationToken cancellationToken)
    {
        var all = inputs.ToList();
        var orders = (await LoadAsync(work, [.. all.Select(i => i.OrderId).Distinct()], columns, cancellationToken)).ToDictionary(o => o.Id);
        var changed = new Dictionary<Guid, Order>();
        var events = new List<IEvent>();
        foreach (var (orderId, input) in all)
        {
            if (orders.TryGetValue(orderId, out var order) && decide(order, input) is { } decision)
            {
                orders[orderId] = changed[orderId] = decision.Order;
                events.AddRange(decision.Events);
            }
        }

        await SaveAsync(work, changed.Values, cancellationToken);
        return events;
    }

    /// <summary>Loads and locks orders, sorted by id, so that concurrent transactions do not deadlock.</summary>
    public static Task<IReadOnlyList<Order>> LoadAsync(UnitOfWork work, Guid[] ids, CancellationToken cancellationToken) =>
        LoadAsync(work, ids, Columns, cancellationToken);

    static Task<IReadOnlyList<Order>> LoadAsync(UnitOfWork work, Guid[] ids, string columns, CancellationToken cancellationToken) =>
        work.QueryAsync<Order>($"select {columns} from orders where id = any(@ids) order by id for update", new { ids }, cancellationToken);

    /// <summary>
    /// Loads and locks orders whose timer is due, except those that another transaction has locked. Everybody locks an order before its timer, so the timer is
    /// looked at again once the order is locked: a transaction that ended meanwhile may have deleted it.
    /// </summary>
    public static async Task<IReadOnlyList<Order>> LoadExpiredAsync(UnitOfWork work, DateTimeOffset now, int max, CancellationToken cancellationToken)
    {
        var locked = await work.QueryAsync<Order>(
            $"""
            select {Columns} from orders
            where id in (select order_id from order_timers where due_at <= @now order by due_at limit @max)
            order by id for update skip locked
            """,
            new { now, max },
            cancellationToken);
        if (locked.Count == 0)
        {
            return locked;
        }

        var due = (await work.QueryAsync<Guid>(
            "select order_id from order_timers where order_id = any(@ids)", new { ids = locked.Select(o => o.Id).ToArray() }, cancellationToken)).ToHashSet();
        return [.. locked.Where(o => due.Contains(o.Id))];
    }

    /// <summary>Saves orders that were loaded in the same transaction, and deletes the timers of those that no longer wait.</summary>
    public static async Task SaveAsync(UnitOfWork work, IReadOnlyCollection<Order> orders, CancellationToken cancellationToken)
    {
        if (orders.Count == 0)
        {
            return;
        }

        await work.ExecuteAsync(
            """
            with final as (delete from order_timers where order_id = any(@final))
            update orders o
            set status = n.status, status_reason = n.status_reason, payment_status = n.payment_status, payment_attempt = n.payment_attempt,
                payment_method = n.payment_method, payment_token = n.payment_token, payment_failure = n.payment_failure,
                refunded = n.refunded, reserved_units = n.reserved_units::jsonb,
                confirmed_at = n.confirmed_at, delivered_at = n.delivered_at, updated_at = n.updated_at, version = n.version
            from unnest(
                @ids, @statuses, @reasons::text[], @paymentStatuses, @attempts, @methods, @tokens::text[], @failures::text[], @refunded,
                @units::text[], @confirmations::timestamptz[], @deliveries::timestamptz[], @updates, @versions)
                as n (id, status, status_reason, payment_status, payment_attempt, payment_method, payment_token, payment_failure, refunded,
                      reserved_units, confirmed_at, delivered_at, updated_at, version)
            where o.id = n.id
            """,
            new
            {
                final = orders.Where(o => !o.IsOpen).Select(o => o.Id).ToArray(),
                ids = orders.Select(o => o.Id).ToArray(),
                statuses = orders.Select(o => o.Status).ToArray(),
                reasons = orders.Select(o => o.StatusReason).ToArray(),
                paymentStatuses = orders.Select(o => o.PaymentStatus).ToArray(),
                attempts = orders.Select(o => o.PaymentAttempt).ToArray(),
                methods = orders.Select(o => o.PaymentMethod).ToArray(),
                tokens = orders.Select(o => o.PaymentToken).ToArray(),
                failures = orders.Select(o => o.PaymentFailure).ToArray(),
                refunded = orders.Select(o => o.Refunded).ToArray(),
                units = orders.Select(o => o.ReservedUnits).ToArray(),
                confirmations = orders.Select(o => o.ConfirmedAt?.UtcDateTime).ToArray(),
                deliveries = orders.Select(o => o.DeliveredAt?.UtcDateTime).ToArray(),
                updates = orders.Select(o => o.UpdatedAt.UtcDateTime).ToArray(),
                versions = orders.Select(o => o.Version).ToArray(),
            },
            cancellationToken);
    }
}
