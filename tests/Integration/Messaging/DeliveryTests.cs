using System.Net;
using System.Net.Http.Headers;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Messaging;

public sealed class DeliveryTests(TestShop shop)
{
    [Fact]
    public async Task What_is_delivered_twice_has_one_effect()
    {
        await using var services = await TwoServices.StartAsync(shop);
        var (one, two) = (services.Seal("one"), services.Seal("two"));

        await services.Inbox.HandleAsync([one, two, one], null, CancellationToken.None);
        await services.Inbox.HandleAsync([two, one], null, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => services.Inbox.HandleAsync([one, two], null, CancellationToken.None)));

        Assert.Equal(["one", "two"], await services.EffectsAsync());
    }

    [Fact]
    public async Task An_event_that_harms_does_not_stop_the_others_of_its_batch_and_is_given_up_in_the_end()
    {
        await using var services = await TwoServices.StartAsync(shop, attemptsMax: 3);

        await services.PublishTogetherAsync([.. new[] { "a", "b", "poison", "c", "d" }.Select(name => (Guid.NewGuid(), name))]);

        await services.UntilAsync("a", "b", "c", "d");
        await Eventually.TrueAsync(async () => (await services.DeadLettersAsync()).Count == 1, () => "There is no dead letter.");
        Assert.Equal(0, await services.WaitingAsync());
        Assert.Equal(["a", "b", "c", "d"], await services.EffectsAsync());
    }

    [Fact]
    public async Task Later_events_of_an_aggregate_wait_behind_the_one_that_failed_and_those_of_others_do_not()
    {
        await using var services = await TwoServices.StartAsync(shop);
        var (held, free) = (Guid.NewGuid(), Guid.NewGuid());

        await services.PublishTogetherAsync((held, "poison 1"), (held, "second"), (free, "free 1"));
        await services.PublishAsync((held, "third"), (free, "free 2"), (held, "fourth"));
        await services.UntilAsync("free 1", "free 2");
        await Eventually.TrueAsync(async () => await services.WaitingAsync() == 4, () => "Not all events of the aggregate wait.");
        services.Poison.Heal();

        await services.UntilAsync("free 1", "free 2", "poison 1", "second", "third", "fourth");
        Assert.Equal(["poison 1", "second", "third", "fourth"], (await services.EffectsAsync()).Where(e => !e.StartsWith("free", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_service_that_starts_again_goes_on_where_it_stopped()
    {
        await using var services = await TwoServices.StartAsync(shop);
        await services.PublishAsync((Guid.NewGuid(), "before"));
        await services.UntilAsync("before");

        await services.StopProbeAsync();
        await services.PublishAsync((Guid.NewGuid(), "meanwhile 1"), (Guid.NewGuid(), "meanwhile 2"));
        await services.StartProbeAsync();
        await services.PublishAsync((Guid.NewGuid(), "after"));

        await services.UntilAsync("before", "meanwhile 1", "meanwhile 2", "after");
        Assert.Equal(["before", "meanwhile 1", "meanwhile 2", "after"], await services.EffectsAsync());
    }

    [Fact]
    public async Task What_waits_to_be_tried_again_survives_a_restart()
    {
        await using var services = await TwoServices.StartAsync(shop);
        await services.PublishAsync((Guid.NewGuid(), "poison"), (Guid.NewGuid(), "other"));
        await services.UntilAsync("other");

        await services.StopProbeAsync();
        services.Poison.Heal();
        await services.StartProbeAsync();

        await services.UntilAsync("other", "poison");
    }

    [Fact]
    public async Task Administrators_replay_and_discard_what_was_given_up_and_nobody_else_does()
    {
        await using var services = await TwoServices.StartAsync(shop, attemptsMax: 1);
        using var customer = await shop.CustomerAsync();
        using var administrator = await shop.AdminAsync();
        using var admin = At(services.ProbeAddress, administrator.DefaultRequestHeaders.Authorization);
        using var other = At(services.ProbeAddress, customer.Http.DefaultRequestHeaders.Authorization);
        using var nobody = At(services.ProbeAddress, null);
        await services.PublishAsync((Guid.NewGuid(), "poison 1"), (Guid.NewGuid(), "poison 2"));
        await Eventually.TrueAsync(async () => (await services.DeadLettersAsync()).Count == 2, () => "There are no two dead letters.");

        var letters = (await admin.GetJsonAsync("/admin/dead-letters")).Is(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.All(letters.EnumerateArray(), letter => Assert.Contains("harms", letter.GetProperty("error").GetString()));
        var (first, second) = (letters[0].GetProperty("eventId").GetGuid(), letters[1].GetProperty("eventId").GetGuid());
        (await other.PostJsonAsync($"/admin/dead-letters/{first}/replay", null)).Is(HttpStatusCode.Forbidden);
        (await nobody.PostJsonAsync($"/admin/dead-letters/{first}/replay", null)).Is(HttpStatusCode.Unauthorized);
        services.Poison.Heal();

        (await admin.PostJsonAsync($"/admin/dead-letters/{first}/replay", null)).Is(HttpStatusCode.Accepted);
        (await admin.PostJsonAsync($"/admin/dead-letters/{second}/discard", null)).Is(HttpStatusCode.NoContent);

        await services.UntilAsync("poison 1");
        Assert.Empty(await services.DeadLettersAsync());
        (await admin.PostJsonAsync($"/admin/dead-letters/{first}/replay", null)).Is(HttpStatusCode.NotFound);
        (await admin.PostJsonAsync($"/admin/dead-letters/{second}/discard", null)).Is(HttpStatusCode.NotFound);
    }

    static HttpClient At(Uri address, AuthenticationHeaderValue? authorization)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = authorization;
        return client;
    }
}
