using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Shipping;

/// <summary>Reads and writes shipments, set by set.</summary>
internal static class ShipmentStore
{
    public const string Columns =
        """
        id, order_id, ordinal, order_number, user_id, warehouse_id, status, lines::text as lines, address::text as address, method, method_name, carrier, tracking_number, refusal,
        created_at, dispatched_at, delivered_at, updated_at, version
        """;

    // The event that confirms an order can be handled after that of its end: it failed, and a member of staff retries it. Neither transaction would see what the
    // other one has not committed. So creations share this lock, and the rare end of an order without shipments waits for all of them.
    const string CreationLock = "hashtext('shipments and ends of orders')";

    /// <summary>Writes new shipments, except those that exist and those of orders that have ended.</summary>
    /// <returns>The ids of those that were written.</returns>
    public static async Task<IReadOnlyList<Guid>> InsertAsync(
        UnitOfWork work, IReadOnlyCollection<Shipment> shipments, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync($"select pg_advisory_xact_lock_shared({CreationLock})", null, cancellationToken);
        return await work.QueryAsync<Guid>(
            """
            insert into shipments (id, order_id, ordinal, order_number, user_id, warehouse_id, status, lines, address, method, method_name, created_at, updated_at, version)
            select id, order_id, ordinal, order_number, user_id, warehouse_id, 'ready', lines::jsonb, address::jsonb, method, method_name, created_at, created_at, 1
            from unnest(@ids, @orders, @ordinals, @numbers, @users, @warehouses::text[], @lines, @addresses::text[], @methods::text[], @names::text[], @times)
                as s (id, order_id, ordinal, order_number, user_id, warehouse_id, lines, address, method, method_name, created_at)
            where not exists (select from ended_orders e where e.order_id = s.order_id)
            order by order_id, ordinal
            on conflict (order_id, ordinal) do nothing
            returning id
            """,
            new
            {
                ids = shipments.Select(s => s.Id).ToArray(),
                orders = shipments.Select(s => s.OrderId).ToArray(),
                ordinals = shipments.Select(s => s.Ordinal).ToArray(),
                numbers = shipments.Select(s => s.OrderNumber).ToArray(),
                users = shipments.Select(s => s.UserId).ToArray(),
                warehouses = shipments.Select(s => s.WarehouseId).ToArray(),
                lines = shipments.Select(s => s.Lines).ToArray(),
                addresses = shipments.Select(s => s.Address).ToArray(),
                methods = shipments.Select(s => s.Method).ToArray(),
                names = shipments.Select(s => s.MethodName).ToArray(),
                times = shipments.Select(s => s.CreatedAt.UtcDateTime).ToArray(),
            },
            cancellationToken);
    }

    /// <summary>Remembers those of ended orders that have no shipments, so that none is created for them later.</summary>
    public static async Task EndAsync(UnitOfWork work, Guid[] orders, CancellationToken cancellationToken)
    {
        const string Without = "select id from unnest(@orders) as o (id) where not exists (select from shipments s where s.order_id = o.id)";
        if (orders.Length == 0 || (await work.QueryAsync<Guid>(Without, new { orders }, cancellationToken)).Count == 0)
        {
            return;
        }

        await work.ExecuteAsync($"select pg_advisory_xact_lock({CreationLock})", null, cancellationToken);
        await work.ExecuteAsync($"insert into ended_orders (order_id) {Without} order by id on conflict do nothing", new { orders }, cancellationToken);
    }

    /// <summary>Applies a rule to the shipments of orders, each order with its input, and returns the events to publish.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="inputs">The inputs with their orders.</param>
    /// <param name="carriers">The carriers.</param>
    /// <param name="decide">The rule; returns null when nothing changes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<IReadOnlyList<IEvent>> DecideAsync<T>(
        UnitOfWork work, IEnumerable<(Guid OrderId, T Input)> inputs, Carriers carriers, Func<OrderShipments, T, ShipmentDecision?> decide,
        CancellationToken cancellationToken)
    {
        var all = inputs.ToList();
        var shipments = (await LockAsync(work, [.. all.Select(i => i.OrderId).Distinct()], cancellationToken))
            .GroupBy(s => s.OrderId).ToDictionary(g => g.Key, g => g.OrderBy(s => s.Ordinal).ToList());
        var changed = new Dictionary<Guid, Shipment>();
        var events = new List<IEvent>();
        foreach (var (order, input) in all)
        {
            List<Shipment> ofOrder = [.. shipments.GetValueOrDefault(order, []).Select(s => changed.GetValueOrDefault(s.Id, s))];
            if (decide(new(ofOrder, carriers), input) is { } decision)
            {
                decision.Changed.ToList().ForEach(s => changed[s.Id] = s);
                events.AddRange(decision.Events);
            }
        }

        await SaveAsync(work, changed.Values, cancellationToken);
        return events;
    }

    static Task<IReadOnlyList<Shipment>> LockAsync(UnitOfWork work, Guid[] orders, CancellationToken cancellationToken) =>
        work.QueryAsync<Shipment>($"select {Columns} from shipments where order_id = any(@orders) order by id for update", new { orders }, cancellationToken);

    // The address of an erased customer is needed until the shipment has left.
    static Task SaveAsync(UnitOfWork work, IReadOnlyCollection<Shipment> shipments, CancellationToken cancellationToken) => shipments.Count == 0
        ? Task.CompletedTask
        : work.ExecuteAsync(
            """
            update shipments s
            set status = n.status, carrier = n.carrier, tracking_number = n.tracking_number, refusal = n.refusal, dispatched_at = n.dispatched_at,
                delivered_at = n.delivered_at, updated_at = n.updated_at, version = n.version,
                address = case
                    when n.status in ('ready', 'dispatching') or not exists (select from erased_users e where e.user_id = s.user_id) then s.address
                end
            from unnest(
                @ids, @statuses, @carriers::text[], @numbers::text[], @refusals::text[], @dispatches::timestamptz[], @deliveries::timestamptz[], @updates, @versions)
                as n (id, status, carrier, tracking_number, refusal, dispatched_at, delivered_at, updated_at, version)
            where s.id = n.id
            """,
            new
            {
                ids = shipments.Select(s => s.Id).ToArray(),
                statuses = shipments.Select(s => s.Status).ToArray(),
                carriers = shipments.Select(s => s.Carrier).ToArray(),
                numbers = shipments.Select(s => s.TrackingNumber).ToArray(),
                refusals = shipments.Select(s => s.Refusal).ToArray(),
                dispatches = shipments.Select(s => s.DispatchedAt?.UtcDateTime).ToArray(),
                deliveries = shipments.Select(s => s.DeliveredAt?.UtcDateTime).ToArray(),
                updates = shipments.Select(s => s.UpdatedAt.UtcDateTime).ToArray(),
                versions = shipments.Select(s => s.Version).ToArray(),
            },
            cancellationToken);
}
