using Cartwright.Platform.Text;
using Npgsql;

namespace Cartwright.Integration.Postgres;

/// <summary>PostgreSQL has tables of Unicode of its own.</summary>
public sealed class CanonicalFormTests(ServiceDatabasesTests.Server server) : IClassFixture<ServiceDatabasesTests.Server>
{
    [Fact]
    public async Task A_text_has_the_form_that_the_database_gives_it()
    {
        var services = await server.Postgres.EnsureServiceDatabasesAsync(["unicode"], TestContext.Current.CancellationToken);
        await using var source = NpgsqlDataSource.Create(services["unicode"]);
        // Each character alone, decomposed, and before, between and after marks of low and high classes and parts of syllables.
        await using var command = source.CreateCommand(
            """
            select t.text, normalize(t.text, nfc)
            from generate_series(192, 195103) as code
            cross join lateral (select concat_ws(
                ' ', chr(code), normalize(chr(code), nfd), 'a' || chr(code) || U&'\0301\0323', U&'\1100' || chr(code) || U&'\11A8',
                U&'a\0327' || normalize(chr(code), nfd) || U&'\0334\0345')) as t (text)
            where code not between 55296 and 57343
            """);
        var wrong = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            var (text, expected) = (reader.GetString(0), reader.GetString(1));
            if (CanonicalForm.Of(text) != expected)
            {
                wrong.Add(string.Join(' ', text.EnumerateRunes().Select(rune => rune.Value.ToString("X4"))));
            }
        }

        Assert.Empty(wrong);
    }
}
