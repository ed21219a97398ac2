using System.Reflection;
using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Tests.Data;

/// <summary>What an update makes of the catalog that an earlier version stored.</summary>
public sealed class CatalogMigrationTests(TestShop shop)
{
    static readonly Assembly Catalog = typeof(Cartwright.Catalog.CatalogService).Assembly;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Images_of_other_hosts_leave_their_products_and_are_kept_for_staff()
    {
        var name = "catalog_" + System.Security.Cryptography.RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8);
        var databases = await shop.Shop.Postgres.EnsureServiceDatabasesAsync([name], Cancelled);
        await using var source = NpgsqlDataSource.Create(databases[name]);
        foreach (var resource in Resources().Where(r => Number(r) < 7))
        {
            await RunAsync(source, resource);
        }

        await ExecuteAsync(
            source,
            """
            insert into categories (id, slug, name, path) values (gen_random_uuid(), 'c', 'C', '{c}');
            insert into products (id, name, description, category, price, currency, tags, attributes, images, active, search)
            select gen_random_uuid(), i.name, '', 'c', 1, 'EUR', '{}', '{}', i.images::jsonb, true, ''
            from (values
                ('both', '[{"url":"https://elsewhere.example/a.png","alt":"A"}, {"url":"/api/products/images/own.png","alt":"B"}, {"url":"http://elsewhere.example/c"}]'),
                ('own', '[{"url":"/api/products/images/own.png"}]'), ('one', '[{"url":"https://elsewhere.example/x.png"}]'), ('none', '[]')) i (name, images)
            """);
        foreach (var resource in Resources().Where(r => Number(r) >= 7))
        {
            await RunAsync(source, resource);
        }

        Assert.Equal(
            "both:1:B none:0: one:0: own:1:",
            await ScalarAsync(
                source, "select string_agg(concat(name, ':', jsonb_array_length(images), ':', images -> 0 ->> 'alt'), ' ' order by name) from products"));
        Assert.Equal(
            "both 1 https://elsewhere.example/a.png A; both 3 http://elsewhere.example/c ; one 1 https://elsewhere.example/x.png ",
            await ScalarAsync(
                source,
                """
                select string_agg(concat(p.name, ' ', e.position, ' ', e.url, ' ', e.alt), '; ' order by p.name, e.position)
                from external_images e join products p on p.id = e.product_id
                """));
    }

    static IEnumerable<string> Resources() =>
        Catalog.GetManifestResourceNames().Where(r => r.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    static int Number(string resource) =>
        int.Parse(resource[(resource.IndexOf(".Migrations.", StringComparison.Ordinal) + 12)..][..4], System.Globalization.CultureInfo.InvariantCulture);

    static async Task RunAsync(NpgsqlDataSource source, string resource)
    {
        using var reader = new StreamReader(Catalog.GetManifestResourceStream(resource)!);
        await using var connection = await source.OpenConnectionAsync(Cancelled);
        await using var transaction = await connection.BeginTransactionAsync(Cancelled);
        await using var command = new NpgsqlCommand(await reader.ReadToEndAsync(Cancelled), connection);
        await command.ExecuteNonQueryAsync(Cancelled);
        await transaction.CommitAsync(Cancelled);
    }

    static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    static async Task<object?> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancelled);
    }
}
