using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;

namespace Cartwright.Orders;

/// <summary>An earlier request with the same key, and its order.</summary>
internal sealed record EarlierRequest(byte[] BodyHash, OrderResponse Order)
{
    /// <summary>What a repetition with a body of this hash gets.</summary>
    public Placement AnswerTo(byte[] bodyHash) => BodyHash.AsSpan().SequenceEqual(bodyHash) ? new Placement.Placed(Order) : new Placement.OtherBody();
}

/// <summary>Reads orders for responses, each list with two statements.</summary>
internal sealed class OrderReader(Database database)
{
    const string Columns =
        """
        id, number, user_id, status, status_reason, subtotal, tax, shipping, total, currency,
        shipping_address::text as shipping_address, billing_address::text as billing_address,
        payment_status, payment_attempt, payment_method, payment_failure, refunded, expires_at, created_at, updated_at, version,
        shipping_method, shipping_method_name
        """;

    sealed record Row(
        Guid Id, string Number, Guid UserId, string Status, string? StatusReason, decimal Subtotal, decimal Tax, decimal Shipping, decimal Total,
        string Currency, string ShippingAddress, string? BillingAddress, string PaymentStatus, int PaymentAttempt, string PaymentMethod,
        string? PaymentFailure, decimal Refunded, DateTime ExpiresAt, DateTime CreatedAt, DateTime UpdatedAt, int Version,
        string? ShippingMethod, string? ShippingMethodName);

    sealed record LineRow(Guid OrderId, string Sku, Guid ProductId, string Name, int Quantity, decimal UnitPrice, string? Parts);

    sealed record KeyRow(Guid UserId, string Key, byte[] BodyHash, Guid OrderId);

    /// <summary>An order, or null.</summary>
    public async Task<OrderResponse?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await WithLinesAsync(
            await database.QueryAsync<Row>($"select {Columns} from orders where id = @id", new { id }, cancellationToken), cancellationToken))
        .SingleOrDefault();

    /// <summary>How many orders there are, counted up to a number.</summary>
    public Task<int> CountAsync(OrderFilter filter, int max, CancellationToken cancellationToken) => database.QuerySingleOrDefaultAsync<int>(
        $"select count(*)::int from (select from orders where {filter.Sql} limit @max) counted",
        new { filter.UserId, filter.Status, filter.Number, max },
        cancellationToken);

    /// <summary>A page of orders, newest first.</summary>
    public async Task<IReadOnlyList<OrderResponse>> ListAsync(OrderFilter filter, Page<Guid> page, CancellationToken cancellationToken) =>
        await WithLinesAsync(
            await database.QueryAsync<Row>(
                $"""
                select {Columns} from orders
                where {filter.Sql}{(page.After is null ? "" : " and id < @After")}
                order by id desc limit @Take
                """,
                new { filter.UserId, filter.Status, filter.Number, page.After, page.Take },
                cancellationToken),
            cancellationToken);

    /// <summary>Whether a user's cart has become an order.</summary>
    public Task<bool> HasOrderedAsync(Guid userId, Guid cartId, CancellationToken cancellationToken) => database.QuerySingleOrDefaultAsync<bool>(
        "select exists (select from orders where user_id = @userId and cart_id = @cartId)", new { userId, cartId }, cancellationToken);

    /// <summary>The earlier request of a user with this key; null when the key is new.</summary>
    public async Task<EarlierRequest?> FindByKeyAsync(Guid userId, string key, CancellationToken cancellationToken) =>
        (await FindByKeysAsync([(userId, key)], cancellationToken)).GetValueOrDefault((userId, key));

    /// <summary>The first answers to requests with used keys.</summary>
    public async Task<Dictionary<(Guid UserId, string Key), EarlierRequest>> FindByKeysAsync(
        IReadOnlyList<(Guid UserId, string Key)> requests, CancellationToken cancellationToken)
    {
        var keys = await database.QueryAsync<KeyRow>(
            """
            select r.user_id, r.key, r.body_hash, r.order_id
            from order_requests r
            join unnest(@users, @keys) as k (user_id, key) on k.user_id = r.user_id and k.key = r.key
            """,
            new { users = requests.Select(r => r.UserId).ToArray(), keys = requests.Select(r => r.Key).ToArray() },
            cancellationToken);
        var rows = await database.QueryAsync<Row>(
            $"select {Columns} from orders where id = any(@ids)", new { ids = keys.Select(k => k.OrderId).Distinct().ToArray() }, cancellationToken);
        var orders = (await WithLinesAsync(rows, cancellationToken)).ToDictionary(o => o.Id, AsFirstAnswered);
        return keys.DistinctBy(k => (k.UserId, k.Key)).ToDictionary(k => (k.UserId, k.Key), k => new EarlierRequest(k.BodyHash, orders[k.OrderId]));
    }

    // The first answer is rebuilt from the members of an order that never change.
    static OrderResponse AsFirstAnswered(OrderResponse order) => order with
    {
        Status = OrderStatus.Pending,
        StatusReason = null,
        Payment = new(order.Payment.Method, OrderPaymentStatus.None, 0, null, Money.Zero(Currency.Of(order.Currency)).Amount),
        PayBefore = null,
        UpdatedAt = order.CreatedAt,
        Version = 1,
    };

    async Task<IReadOnlyList<OrderResponse>> WithLinesAsync(IReadOnlyList<Row> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var lines = (await database.QueryAsync<LineRow>(
            "select order_id, sku, product_id, name, quantity, unit_price, parts::text as parts from order_lines where order_id = any(@ids) order by order_id, line",
            new { ids = rows.Select(r => r.Id).ToArray() },
            cancellationToken)).ToLookup(l => l.OrderId);
        return [.. rows.Select(row => ToResponse(row, lines[row.Id]))];
    }

    static OrderResponse ToResponse(Row row, IEnumerable<LineRow> lines) => new(
        row.Id, row.Number, row.UserId, row.Status, row.StatusReason,
        [
            .. lines.Select(l => new OrderLineResponse(
                l.Sku, l.ProductId, l.Name, l.Quantity, l.UnitPrice, l.Quantity * l.UnitPrice,
                l.Parts is null ? null : JsonSerializer.Deserialize(l.Parts, OrdersJson.Default.IReadOnlyListOrderLinePart))),
        ],
        row.Subtotal, row.Tax, row.Shipping, row.Total, row.Currency,
        JsonSerializer.Deserialize(row.ShippingAddress, OrdersJson.Default.PostalAddress)!,
        row.BillingAddress is null ? null : JsonSerializer.Deserialize(row.BillingAddress, OrdersJson.Default.PostalAddress),
        new(row.PaymentMethod, row.PaymentStatus, row.PaymentAttempt, row.PaymentFailure, new Money(row.Refunded, Currency.Of(row.Currency)).Amount),
        row.Status == OrderStatus.AwaitingPayment ? Utc(row.ExpiresAt) : null, Utc(row.CreatedAt), Utc(row.UpdatedAt), row.Version,
        row.ShippingMethod is null ? null : new(row.ShippingMethod, row.ShippingMethodName!));

    static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
