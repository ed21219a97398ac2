using System.Collections.Concurrent;
using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults;

/// <summary>
/// Customers browse, fill carts and order while the instances of services are restarted one after another, as a deployment does it. One instance of
/// each service runs at any time, so no request may fail.
/// </summary>
/// <param name="shop">A cluster with two instances of the services.</param>
/// <param name="log">Receives a line per restart.</param>
public sealed class RollingRestart(KillableShop shop, Action<string> log)
{
    const int Customers = 4;

    // A machine that starts more processes at once answers nobody in time.
    const int RestartsAtOnce = 2;

    // Customers ask at any moment and leave processor time to the processes that start.
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Restarts both instances of each service.</summary>
    /// <param name="services">The services, each with two instances.</param>
    /// <exception cref="Xunit.Sdk.XunitException">A request failed, or the audit is not clean; the message says which.</exception>
    public async Task RunAsync(IReadOnlyCollection<string> services)
    {
        var product = await shop.ProductAsync(stock: 1_000_000);
        using var enough = new CancellationTokenSource();
        var failures = new ConcurrentBag<string>();
        var customers = new List<Task<int>>();
        for (var i = 0; i < Customers; i++)
        {
            customers.Add(ShopAsync(await shop.CustomerAsync(), product, failures, enough.Token));
        }

        foreach (var number in (int[])[1, 2])
        {
            await Parallel.ForEachAsync(services, new ParallelOptions { MaxDegreeOfParallelism = RestartsAtOnce }, async (service, _) =>
            {
                await shop.Processes.ReplaceAsync($"{service}-{number}", Fault.Stop);
                log($"{service}-{number} is restarted");
            });
        }

        await enough.CancelAsync();
        var answers = (await Task.WhenAll(customers)).Sum();
        Assert.True(failures.IsEmpty, string.Join('\n', failures));
        Assert.True(answers > 10 * Customers, $"{answers} answers only");
        var (exitCode, report) = await shop.AuditAsync();
        Assert.True(exitCode == 0, report);
        log($"{answers} requests, none failed. {report.Trim()}");
    }

    // A customer asks both gateways and every service behind them.
    static async Task<int> ShopAsync(HttpClient customer, Product product, ConcurrentBag<string> failures, CancellationToken enough)
    {
        using var _ = customer;
        using var pace = new PeriodicTimer(Pause);
        var answers = 0;
        while (!enough.IsCancellationRequested)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            try
            {
                var answer = (answers++ % 6) switch
                {
                    0 => await customer.GetJsonAsync($"/api/products/search?q={Guid.NewGuid()}"),
                    1 => await customer.PostJsonAsync("/api/cart/items", new { sku = product.Sku, quantity = 1 }),
                    2 => await customer.PostJsonAsync("/api/orders", OneOf(product), Guid.NewGuid().ToString()),
                    3 => await customer.GetJsonAsync("/api/notifications"),
                    4 => await customer.GetJsonAsync("/api/profile"),
                    _ => await customer.GetJsonAsync("/"),
                };
                if (answer.Status is not (HttpStatusCode.OK or HttpStatusCode.Created))
                {
                    failures.Add($"{answer.Response.RequestMessage?.RequestUri} {(int)answer.Status} {answer.Body}");
                }
            }
            catch (HttpRequestException lost)
            {
                failures.Add(lost.ToString());
            }
        }

        return answers;
    }

    static object OneOf(Product product) => new
    {
        items = new[] { new { sku = product.Sku, quantity = 1 } },
        shippingAddress = new { street = "Main Street 1", city = "Berlin", state = "", zipCode = "10115", country = "DE" },
        payment = new { method = "card", token = "tok_ok" },
    };
}
