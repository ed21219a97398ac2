using Cartwright.Platform.Data;
using Cartwright.Platform.Http;

namespace Cartwright.Shipping;

/// <summary>Reads shipments as the API shows them.</summary>
internal sealed class ShipmentReader(Database database, Carriers carriers)
{
    /// <summary>A page of shipments, oldest first. A condition that is not asked for is not in the statement, so that each list has its index.</summary>
    public async Task<IReadOnlyList<ShipmentResponse>> ListAsync(
        Guid? userId, Guid? orderId, string? status, string? warehouse, Page<Guid> page, CancellationToken cancellationToken)
    {
        var conditions = new[]
        {
            userId is null ? null : "user_id = @userId",
            orderId is null ? null : "order_id = @orderId",
            status is null ? null : "status = @status",
            warehouse is null ? null : "warehouse_id = @warehouse",
            page.After is null ? null : "id > @After",
        }.OfType<string>().ToList();
        var where = conditions.Count == 0 ? "" : "where " + string.Join(" and ", conditions);
        var rows = await database.QueryAsync<Shipment>(
            $"select {ShipmentStore.Columns} from shipments {where} order by id limit @Take",
            new { userId, orderId, status, warehouse, page.After, page.Take },
            cancellationToken);
        return [.. rows.Select(s => ShipmentResponse.Of(s, carriers))];
    }

    /// <summary>A shipment; null if there is none.</summary>
    public async Task<ShipmentResponse?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await database.QuerySingleOrDefaultAsync<Shipment>(
            $"select {ShipmentStore.Columns} from shipments where id = @id", new { id }, cancellationToken) is { } shipment
            ? ShipmentResponse.Of(shipment, carriers)
            : null;
}
