using Npgsql;

namespace Cartwright.Bench;

/// <summary>
/// The rows of one order without the shop around them: an order, two lines and the event that tells of it. The tables are
/// those of any shop, with the keys that they need; the time of an insert is nearly all in the round trips and the commit.
/// </summary>
internal static class OrderRows
{
    const string InsertOrder =
        """
        insert into orders (id, number, user_id, status, subtotal, tax, shipping, total, currency, shipping_address, created_at)
        values ($1, $2, $3, 'pending', 49.70, 9.44, 4.90, 64.04, 'EUR', $4, now())
        """;

    const string InsertLine =
        """
        insert into order_lines (order_id, position, sku, product_id, name, quantity, unit_price)
        values ($1, $2, $3, $4, $5, $6, $7)
        """;

    const string InsertEvent =
        """
        insert into events (id, name, aggregate_id, body, created_at)
        values ($1, 'order.created', $2, $3, now())
        """;

    const string InsertAll =
        """
        with placed as (
            insert into orders (id, number, user_id, status, subtotal, tax, shipping, total, currency, shipping_address, created_at)
            values ($1, $2, $3, 'pending', 49.70, 9.44, 4.90, 64.04, 'EUR', $4, now())
        ), ordered as (
            insert into order_lines (order_id, position, sku, product_id, name, quantity, unit_price)
            values ($1, 1, $5, $6, $7, $8, $9), ($1, 2, $10, $11, $12, $13, $14)
        )
        insert into events (id, name, aggregate_id, body, created_at)
        values ($15, 'order.created', $1, $16, now())
        """;

    /// <summary>Creates the tables in an empty database.</summary>
    public const string Schema =
        """
        create table orders (
            id uuid primary key,
            number text not null unique,
            user_id uuid not null,
            status text not null,
            subtotal numeric(12, 2) not null,
            tax numeric(12, 2) not null,
            shipping numeric(12, 2) not null,
            total numeric(12, 2) not null,
            currency text not null,
            shipping_address jsonb not null,
            created_at timestamptz not null
        );
        create index on orders (user_id, id);
        create table order_lines (
            order_id uuid not null references orders,
            position int not null,
            sku text not null,
            product_id uuid not null,
            name text not null,
            quantity int not null check (quantity > 0),
            unit_price numeric(12, 2) not null,
            primary key (order_id, position)
        );
        create table events (
            position bigint generated always as identity primary key,
            id uuid not null unique,
            name text not null,
            aggregate_id uuid not null,
            body jsonb not null,
            created_at timestamptz not null
        );
        """;

    const string Address = """{"street":"12 Harbour Lane","city":"Rotterdam","state":"ZH","zipCode":"3011","country":"NL"}""";

    const string Event =
        """
        {"orderId":"01990000-0000-7000-8000-000000000001","number":"CW-00000001","userId":"01990000-0000-7000-8000-000000000002",
        "lines":[{"sku":"MUG-350-BLUE","productId":"01990000-0000-7000-8000-000000000003","name":"Enamel mug, 350 ml","quantity":2,"unitPrice":14.90},
        {"sku":"KNIFE-OAK","productId":"01990000-0000-7000-8000-000000000004","name":"Bread knife with oak handle","quantity":1,"unitPrice":19.90}],
        "total":64.04,"currency":"EUR","shippingAddress":{"street":"12 Harbour Lane","city":"Rotterdam","state":"ZH","zipCode":"3011","country":"NL"}}
        """;

    static readonly Guid User = Guid.CreateVersion7();
    static readonly Guid Mug = Guid.CreateVersion7();
    static readonly Guid Knife = Guid.CreateVersion7();

    /// <summary>Begin, four commands, commit: a round trip for each.</summary>
    public static async Task WriteInTransactionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, InsertOrder, [Of(id), Of(NumberOf(id)), Of(User), Json(Address)], cancellationToken);
        await ExecuteAsync(connection, InsertLine, [Of(id), Of(1), Of("MUG-350-BLUE"), Of(Mug), Of("Enamel mug, 350 ml"), Of(2), Of(14.90m)], cancellationToken);
        await ExecuteAsync(connection, InsertLine, [Of(id), Of(2), Of("KNIFE-OAK"), Of(Knife), Of("Bread knife with oak handle"), Of(1), Of(19.90m)], cancellationToken);
        await ExecuteAsync(connection, InsertEvent, [Of(Guid.CreateVersion7()), Of(id), Json(Event)], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The same rows in one statement, which is its own transaction: one round trip.</summary>
    public static Task WriteInOneStatementAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        return ExecuteAsync(connection, InsertAll,
        [
            Of(id), Of(NumberOf(id)), Of(User), Json(Address),
            Of("MUG-350-BLUE"), Of(Mug), Of("Enamel mug, 350 ml"), Of(2), Of(14.90m),
            Of("KNIFE-OAK"), Of(Knife), Of("Bread knife with oak handle"), Of(1), Of(19.90m),
            Of(Guid.CreateVersion7()), Json(Event)
        ], cancellationToken);
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    static string NumberOf(Guid id) => $"CW-{id:N}";

    static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    static NpgsqlParameter<string> Json(string text) => new() { TypedValue = text, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb };
}
