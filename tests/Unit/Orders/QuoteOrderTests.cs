using Cartwright.Orders;
using Cartwright.Platform.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Cartwright.Unit.Orders;

public sealed class QuoteOrderTests
{
    [Theory]
    [InlineData("EUR", 2)]
    [InlineData("JPY", 0)]
    public async Task A_quote_of_nothing_is_in_the_currency_of_the_shop(string currency, int decimals)
    {
        // The catalog is not asked.
        var answer = await QuoteOrder.HandleAsync(
            new([], null), null!, null!, Options.Create(new OrdersOptions()), Options.Create(new ShopSettings { Currency = currency }), CancellationToken.None);

        var quote = Assert.IsType<Ok<QuoteResponse>>(answer.Result).Value!;
        Assert.Equal((currency, 0m, decimals), (quote.Currency, quote.Total, (int)quote.Total.Scale));
    }
}
