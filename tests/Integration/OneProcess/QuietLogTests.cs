using System.Collections.Concurrent;
using System.Net;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging;

namespace Cartwright.Tests.OneProcess;

/// <summary>Operators look at warnings: a shop that works has none. So background work that fails in every round, and that nobody waits for, is found too.</summary>
public sealed class QuietLogTests
{
    [Fact]
    public async Task A_shop_that_works_warns_of_nothing()
    {
        using var warnings = new Warnings();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(warnings).SetMinimumLevel(LogLevel.Warning));
        await using var shop = new LoggedShop(loggers);
        await shop.InitializeAsync();
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();

        var order = await customer.OrderAsync(product.Sku, 1);
        order.Is(HttpStatusCode.Created);
        await customer.UntilAsync(order.Id, "confirmed");

        Assert.Equal("clean", await shop.AuditAsync());
        Assert.Empty(warnings.Lines);
    }

    sealed class LoggedShop(ILoggerFactory loggers) : TestShop(loggers);

    sealed class Warnings : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void Dispose()
        {
        }

        sealed class Logger(Warnings warnings, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (IsEnabled(logLevel))
                {
                    warnings.Lines.Enqueue($"{category} {formatter(state, exception)} {exception}");
                }
            }
        }
    }
}
