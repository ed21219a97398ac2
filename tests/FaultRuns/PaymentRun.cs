namespace Cartwright.Faults;

/// <summary>
/// Customers pay through a simulated Stripe while the processes of the shop, and now and then Stripe itself, are killed, paused and restarted. Stripe loses answers
/// to requests that it has done, fails after a charge, and sends its webhooks twice, late and in any order. Afterwards no order is charged twice or paid and lost.
/// </summary>
/// <param name="seed">Decides who pays how and what breaks when.</param>
/// <param name="shoppers">How many customers order meanwhile.</param>
/// <param name="payments">How many orders they place.</param>
/// <param name="instances">How many instances of which services, as <c>--instances</c> takes it.</param>
/// <param name="log">Told what happens.</param>
public sealed class PaymentRun(int seed, int shoppers, int payments, string instances, Action<string> log)
{
    const string SecretKey = "sk_test_of_a_fault_run";
    const string WebhookSecret = "whsec_of_a_fault_run";

    // Those who pay without trouble, those who are declined, and those whose provider fails before or after it has done what it was asked for.
    static readonly string[] Cards =
    [
        "pm_card_visa", "pm_card_visa", "pm_card_visa", "pm_card_visa", "pm_card_visa_chargeDeclined", "pm_sim_lost", "pm_sim_lost_decline", "pm_sim_error_after",
        "pm_sim_error_before_charge",
    ];

    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    // PostgreSQL is back after a while, in which nobody pays: the run is about the provider.
    static readonly StormPath Payers = new(
        process => process.Kind is "payments" or "orders", process => process.Kind is "simulators" or "gateway" or "inventory", SeldomOneIn: 4);

    /// <summary>Lets customers pay until all payments are requested.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">A promise was broken; the message says which.</exception>
    public async Task StormAsync()
    {
        await using var shop = await KillableShop.OpenClusterAsync(instances, Settings);
        var random = new Random(seed);
        var storm = new Storm(shop.Processes, Payers, random, log);
        await new FaultRun(seed, shoppers, log) { Tokens = Cards }.WhileOrderingAsync(shop, random, async customers =>
        {
            using var end = new CancellationTokenSource();
            var raging = storm.RageAsync(end.Token);
            using var timer = new PeriodicTimer(Poll);
            while (customers.Sum(customer => customer.Orders.Count) < payments)
            {
                await timer.WaitForNextTickAsync(CancellationToken.None);
            }

            await end.CancelAsync();
            await raging;
            log($"The storm is over: {storm.Count} faults. {storm.Summary}");
        });
    }

    static Dictionary<string, string> Settings(int port) => new()
    {
        ["CARTWRIGHT_Payments__Methods__card"] = "stripe",
        ["CARTWRIGHT_Payments__Stripe__SecretKey"] = SecretKey,
        ["CARTWRIGHT_Payments__Stripe__Address"] = $"http://127.0.0.1:{port + ServiceRegistry.All.Single(s => s.Name == "simulators").PortOffset}/stripe",
        ["CARTWRIGHT_Payments__Stripe__WebhookSecret"] = WebhookSecret,
        // A process that is killed is back within this time, and Stripe with it.
        ["CARTWRIGHT_Payments__Stripe__LookUpFor"] = "00:01:00",
        ["CARTWRIGHT_Calls__stripe__AttemptTimeout"] = "00:00:02",
        ["CARTWRIGHT_Simulators__Stripe__SecretKey"] = SecretKey,
        ["CARTWRIGHT_Simulators__Stripe__WebhookSecret"] = WebhookSecret,
        ["CARTWRIGHT_Simulators__Stripe__WebhookUrl"] = $"http://127.0.0.1:{port}/api/payments/webhooks/stripe",
        ["CARTWRIGHT_Simulators__Stripe__WebhookCopies"] = "2",
        ["CARTWRIGHT_Simulators__Stripe__WebhookDelayMax"] = "00:00:02",
    };
}
