using System.Text.Json;
using Cartwright.Platform.Data;
using Cartwright.Platform.Faults;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Observability;
using Npgsql;
using NpgsqlTypes;

namespace Cartwright.Orders;

/// <summary>
/// Writes new orders. Requests that arrive while others are being written share the next statement and its commit.
/// In it the idempotency key decides: only orders whose key is new are written, with their lines and events, or nothing is.
/// A key that another instance is just writing is waited for by the unique index. Orders of erased users are not written: access tokens outlive an account by
/// seconds.
/// </summary>
internal sealed class OrderWriter : IAsyncDisposable
{
    readonly Database _database;
    readonly EventLog _events;
    readonly OrderReader _reader;
    readonly RequestBatcher<PlacementRequest, Placement> _writes;

    public OrderWriter(Database database, EventLog events, OrderReader reader, WorkMeter meter)
    {
        _database = database;
        _events = events;
        _reader = reader;
        _writes = new("place orders", meter, WriteTogetherAsync, batchMax: 128, workers: 2);
    }

    /// <summary>Writes an order unless its key was used before.</summary>
    public Task<Placement> PlaceAsync(PlacementRequest request, CancellationToken cancellationToken) => _writes.RunAsync(request, cancellationToken);

    public ValueTask DisposeAsync() => _writes.DisposeAsync();

    async Task<IReadOnlyList<Placement>> WriteTogetherAsync(IReadOnlyList<PlacementRequest> requests, CancellationToken cancellationToken)
    {
        HashSet<Guid> written;
        try
        {
            written = await InsertAsync(requests, cancellationToken);
        }
        catch (PostgresException taken) when (requests.Count == 1 && taken is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "orders_by_cart" })
        {
            return [new Placement.CartTaken()];
        }

        var repeated = requests.Where(r => !written.Contains(r.Order.Id)).ToList();
        var earlier = repeated.Count == 0 ? [] : await _reader.FindByKeysAsync([.. repeated.Select(r => (r.Order.UserId, r.IdempotencyKey))], cancellationToken);
        return
        [
            .. requests.Select(r => written.Contains(r.Order.Id)
                ? new Placement.Placed(r.Order.ToResponse())
                : earlier.TryGetValue((r.Order.UserId, r.IdempotencyKey), out var first) ? first.AnswerTo(r.BodyHash) : new Placement.AccountErased()),
        ];
    }

    async Task<HashSet<Guid>> InsertAsync(IReadOnlyList<PlacementRequest> requests, CancellationToken cancellationToken)
    {
        var orders = requests.Select(r => r.Order).ToList();
        var lines = orders.SelectMany(o => o.Lines.Select((l, i) => (o.Id, Number: (short)(i + 1), Line: l))).ToList();
        var facts = orders.Select(o => o.ToEvent()).ToList();
        var events = requests.Zip(facts, (r, fact) => _events.Wrap(fact, r.IdempotencyKey, r.TraceParent)).ToList();

        await using var connection = await _database.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                Of(requests, r => r.Order.UserId),
                Of(requests, r => r.IdempotencyKey),
                Of(requests, r => r.BodyHash),
                Of(orders, o => o.Id),
                Of(orders, o => o.Number),
                Of(orders, o => o.Totals.Subtotal.Amount),
                Of(orders, o => o.Totals.Tax.Amount),
                Of(orders, o => o.Totals.Shipping.Amount),
                Of(orders, o => o.Totals.Total.Amount),
                Of(orders, o => o.Currency.Code),
                Of(orders, o => JsonSerializer.Serialize(o.ShippingAddress, OrdersJson.Default.PostalAddress)),
                Texts(orders, o => o.BillingAddress is null ? null : JsonSerializer.Serialize(o.BillingAddress, OrdersJson.Default.PostalAddress)),
                Of(orders, o => o.Payment.Method),
                Of(orders, o => o.Payment.Token),
                new() { Value = orders.Select(o => o.CartId).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                Of(orders, o => o.ExpiresAt.UtcDateTime),
                Of(orders, o => o.CreatedAt.UtcDateTime),
                Of(lines, l => l.Id),
                Of(lines, l => l.Number),
                Of(lines, l => l.Line.Sku),
                Of(lines, l => l.Line.ProductId),
                Of(lines, l => l.Line.Name),
                Of(lines, l => l.Line.Quantity),
                Of(lines, l => l.Line.UnitPrice.Amount),
                Texts(lines, l => l.Line.Parts is null ? null : JsonSerializer.Serialize(l.Line.Parts, OrdersJson.Default.IReadOnlyListOrderLinePart)),
                Of(orders, o => o.ShippingMethod.Code),
                Of(orders, o => o.ShippingMethod.Name),
            },
        };
        command.Parameters.AddRange(EventTable.Parameters(events).ToArray());

        CrashPoint.Reached(Step.BeforeCommit);
        var positions = new Dictionary<Guid, long>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                positions.Add(reader.GetGuid(0), reader.GetInt64(1));
            }
        }

        CrashPoint.Reached(Step.AfterCommit);
        _events.Committed(
            [.. events.Where(e => positions.ContainsKey(e.AggregateId)).Select(e => e with { Position = positions[e.AggregateId] })],
            facts.Where(f => positions.ContainsKey(f.OrderId)));
        return [.. positions.Keys];
    }

    static NpgsqlParameter Of<T, TValue>(IEnumerable<T> items, Func<T, TValue> value) => new() { Value = items.Select(value).ToArray() };

    static NpgsqlParameter Texts<T>(IEnumerable<T> items, Func<T, string?> value) =>
        new() { Value = items.Select(value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    // Keys are taken in their order, so that two statements with the same keys wait for each other instead of deadlocking.
    static readonly string Sql =
        $"""
        with fresh as (
            insert into order_requests (user_id, key, body_hash, order_id)
            select user_id, key, body_hash, order_id from unnest($1, $2, $3, $4) as r (user_id, key, body_hash, order_id)
            where not exists (select from erased_users e where e.user_id = r.user_id)
            order by user_id, key
            on conflict do nothing
            returning order_id
        ), placed as (
            insert into orders (
                id, number, user_id, status, subtotal, tax, shipping, total, currency, shipping_address, billing_address,
                payment_status, payment_attempt, payment_method, payment_token, cart_id, expires_at, created_at, updated_at, version,
                shipping_method, shipping_method_name)
            select id, number, user_id, 'pending', subtotal, tax, shipping, total, currency, shipping_address::jsonb, billing_address::jsonb,
                   'none', 0, payment_method, payment_token, cart_id, expires_at, created_at, created_at, 1, shipping_method, shipping_method_name
            from unnest($4, $5, $1, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $26, $27)
                as o (id, number, user_id, subtotal, tax, shipping, total, currency, shipping_address, billing_address,
                      payment_method, payment_token, cart_id, expires_at, created_at, shipping_method, shipping_method_name)
            join fresh on fresh.order_id = o.id
        ), timers as (
            insert into order_timers (order_id, due_at)
            select order_id, due_at from unnest($4, $16) as t (order_id, due_at) join fresh using (order_id)
        ), lines as (
            insert into order_lines (order_id, line, sku, product_id, name, quantity, unit_price, parts)
            select l.order_id, line, sku, product_id, name, quantity, unit_price, parts::jsonb
            from unnest($18, $19, $20, $21, $22, $23, $24, $25) as l (order_id, line, sku, product_id, name, quantity, unit_price, parts)
            join fresh on fresh.order_id = l.order_id
        ), logged as (
            {EventTable.InsertFrom(firstParameter: 28)}
            join fresh on fresh.order_id = e.aggregate_id
            returning aggregate_id as order_id, position
        )
        select order_id, position from logged
        """;
}
