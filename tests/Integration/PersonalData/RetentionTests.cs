using Cartwright.Notifications;
using Cartwright.Orders;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;
using Cartwright.Shipping;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.PersonalData;

public sealed class RetentionTests(TestShop shop)
{
    [Fact]
    public async Task Orders_lose_their_addresses_after_ten_years_and_keys_are_free_after_a_month()
    {
        var (old, recent) = (IdOf(TimeSpan.FromDays(11 * 366)), IdOf(TimeSpan.FromDays(31)));
        var user = Guid.NewGuid();
        foreach (var order in (Guid[])[old, recent])
        {
            await shop.ExecuteAsync("orders",
                $$"""
                insert into orders (id, number, user_id, status, subtotal, tax, shipping, total, currency, shipping_address, payment_status,
                                    payment_attempt, payment_method, expires_at, created_at, updated_at, version)
                values ('{{order}}', '{{order}}', '{{user}}', 'cancelled', 1, 0, 0, 1, 'EUR',
                        '{"street":"Old Street 1","city":"Old","state":"","zipCode":"1","country":"DE"}', 'none', 0, 'card', now(), now(), now(), 1);
                insert into order_requests (user_id, key, body_hash, order_id) values ('{{user}}', '{{order}}', '', '{{order}}');
                """);
        }

        // As if the shop had run when the first order was placed.
        await shop.ExecuteAsync("orders", "update purged_orders set up_to = default");
        foreach (var purge in shop.Shop.Service<PurgeOldOrders>("orders"))
        {
            await purge.RunAsync(TestContext.Current.CancellationToken);
        }

        // Another instance may be at it.
        await Eventually.TrueAsync(
            async () => await shop.CountAsync("orders", $"select count(*) from order_requests where user_id = '{user}'") == 0, () => "A key is left.");
        await Eventually.TrueAsync(
            async () => await shop.CountAsync(
                "orders",
                $$"""
                select count(*) from orders where id = '{{old}}' and shipping_address ->> 'street' = '' and shipping_address ->> 'country' = 'DE' and total = 1
                """) == 1,
            () => "The old address is left.");
        Assert.Equal(1, await shop.CountAsync("orders", $"select count(*) from orders where id = '{recent}' and shipping_address ->> 'street' = 'Old Street 1'"));
    }

    [Fact]
    public async Task Shipments_lose_their_addresses_after_a_year()
    {
        var (old, recent) = (IdOf(TimeSpan.FromDays(366)), IdOf(TimeSpan.FromDays(364)));
        foreach (var id in (Guid[])[old, recent])
        {
            await shop.ExecuteAsync("shipping",
                $$"""
                insert into shipments (id, order_id, ordinal, order_number, user_id, status, lines, address, created_at, updated_at, version)
                values ('{{id}}', '{{id}}', 1, '{{id}}', '{{id}}', 'cancelled', '[]', '{"street":"Old Street 1","city":"Old","country":"DE"}', now(), now(), 1)
                """);
        }

        // As if the shop had run when the first order was confirmed.
        await shop.ExecuteAsync("shipping", "update purged_addresses set up_to = default");
        foreach (var purge in shop.Shop.Service<PurgeAddresses>("shipping"))
        {
            await purge.RunAsync(TestContext.Current.CancellationToken);
        }

        // Another instance may be at it.
        await Eventually.TrueAsync(
            async () => await shop.CountAsync("shipping", $"select count(*) from shipments where id = '{old}' and address is null") == 1, () => "The old address is left.");
        Assert.Equal(1, await shop.CountAsync("shipping", $"select count(*) from shipments where id = '{recent}' and address is not null"));
        await shop.ExecuteAsync("shipping", $"delete from shipments where id in ('{old}', '{recent}')");
    }

    [Fact]
    public async Task Notifications_are_deleted_after_400_days()
    {
        var (old, recent) = (IdOf(TimeSpan.FromDays(401)), IdOf(TimeSpan.FromDays(399)));
        foreach (var id in (Guid[])[old, recent])
        {
            await shop.ExecuteAsync("notifications",
                $"""
                insert into notifications (id, event_id, channel, user_id, kind, title, body, status, created_at, next_at)
                values ('{id}', '{id}', 'in_app', '{id}', 'welcome', 'T', 'B', 'sent', now(), now())
                """);
        }

        foreach (var purge in shop.Shop.Service<PurgeNotifications>("notifications"))
        {
            await purge.RunAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await shop.CountAsync("notifications", $"select count(*) from notifications where id = '{old}'"));
        Assert.Equal(1, await shop.CountAsync("notifications", $"select count(*) from notifications where id = '{recent}'"));
    }

    [Fact]
    public async Task Dead_letters_are_deleted_after_90_days()
    {
        var old = Guid.NewGuid();
        await shop.ExecuteAsync("catalog",
            $$"""
            insert into dead_letters (event_id, publisher, name, version, time, aggregate_id, data, attempts, error, died_at)
            values ('{{old}}', 'inventory', 'stock.changed', 1, now(), '{{old}}', '{}', 8, 'An error.', now() - interval '91 days')
            """);

        foreach (var purge in shop.Shop.Service<PurgeMessages>("catalog"))
        {
            await purge.RunAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await shop.CountAsync("catalog", $"select count(*) from dead_letters where event_id = '{old}'"));
    }

    // The first id of its time, so that it lies before all that were made since.
    static Guid IdOf(TimeSpan age)
    {
        byte[] first = TimeOrderedId.Before(TimeProvider.System.GetUtcNow() - age).ToByteArray(bigEndian: true), random = Guid.NewGuid().ToByteArray();
        return new([.. first[..10], .. random[..6]], bigEndian: true);
    }
}
