namespace Cartwright.Simulators;

/// <summary>The orders that are there to be read, both ends included; the end is before the start when there are none.</summary>
/// <param name="StartIndex">The first.</param>
/// <param name="EndIndex">The last.</param>
public sealed record UnprocessedOrdersResponse(long StartIndex, long EndIndex);

/// <summary>Shows the range of orders.</summary>
internal static class FindUnprocessedOrders
{
    public static Task<IResult> HandleAsync(HttpContext context, RequestGate gate) => gate.ServeAsync(
        context, call => Task.FromResult<IResult>(TypedResults.Ok(new UnprocessedOrdersResponse(call.Settings.FirstIndex, call.Settings.LastIndex))));
}
