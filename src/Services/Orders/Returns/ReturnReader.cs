using Cartwright.Platform.Data;
using Cartwright.Platform.Http;

namespace Cartwright.Orders;

/// <summary>Reads returns as the API shows them, each list with two statements.</summary>
internal sealed class ReturnReader(Database database)
{
    /// <summary>A return, or null.</summary>
    public async Task<ReturnResponse?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await ReadAsync("where r.id = @id", new { id }, cancellationToken)).SingleOrDefault();

    /// <summary>All returns of an order, newest first.</summary>
    public Task<IReadOnlyList<ReturnResponse>> OfOrderAsync(Guid orderId, CancellationToken cancellationToken) =>
        ReadAsync("where r.order_id = @orderId order by r.id desc", new { orderId }, cancellationToken);

    /// <summary>All returns of orders, oldest first.</summary>
    public Task<IReadOnlyList<ReturnResponse>> OfOrdersAsync(Guid[] orders, CancellationToken cancellationToken) =>
        ReadAsync("where r.order_id = any(@orders) order by r.id", new { orders }, cancellationToken);

    /// <summary>A page of returns, newest first. A condition that is not asked for is not in the statement, so that each list has its index.</summary>
    public Task<IReadOnlyList<ReturnResponse>> ListAsync(Guid? userId, string? status, Page<Guid> page, CancellationToken cancellationToken)
    {
        var conditions = new[]
        {
            userId is null ? null : "r.user_id = @userId",
            status is null ? null : "r.status = @status",
            page.After is null ? null : "r.id < @After",
        }.OfType<string>().DefaultIfEmpty("true");
        return ReadAsync(
            $"where {string.Join(" and ", conditions)} order by r.id desc limit @Take", new { userId, status, page.After, page.Take }, cancellationToken);
    }

    async Task<IReadOnlyList<ReturnResponse>> ReadAsync(string condition, object parameters, CancellationToken cancellationToken)
    {
        var returns = await database.QueryAsync<Return>($"{ReturnStore.Select} {condition}", parameters, cancellationToken);
        return [.. (await ReturnStore.WithLinesAsync(database, returns, cancellationToken)).Select(ReturnResponse.Of)];
    }
}
