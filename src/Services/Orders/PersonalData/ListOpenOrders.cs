using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Orders;

/// <summary>The orders of a customer that have not ended.</summary>
/// <param name="Numbers">Their numbers, newest first; at most <see cref="ListOpenOrders.NumbersMax"/>.</param>
internal sealed record OpenOrderListResponse(IReadOnlyList<string> Numbers);

/// <summary>Tells accounts which orders of a customer have not ended, before it erases the account.</summary>
internal static class ListOpenOrders
{
    internal const int NumbersMax = 100;

    public static async Task<Ok<OpenOrderListResponse>> HandleAsync(Guid id, Database database, CancellationToken cancellationToken) =>
        TypedResults.Ok(new OpenOrderListResponse(await database.QueryAsync<string>(
            $"select number from orders where user_id = @id and {OrderPersonalData.IsOpen} order by id desc limit @NumbersMax",
            new { id, NumbersMax },
            cancellationToken)));
}
