using System.Security.Cryptography;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;

namespace Cartwright.Accounts;

/// <summary>The keys in the database and those that this instance holds ready. Read again every half minute, to learn what other instances did.</summary>
internal sealed class KeyRing(Database database, KeySecret secret, TimeProvider time) : IPeriodicWork
{
    const string Columns = "id, x, y, signs_from";
    IReadOnlyList<SigningKey> _keys = [];

    /// <summary>The key to sign with.</summary>
    public SigningKey Current => KeySchedule.Signing(_keys, time.GetUtcNow());

    /// <summary>All public keys as they are in the database now: a key that another instance just made must be among them.</summary>
    public async Task<IReadOnlyList<PublicKey>> PublicAsync(CancellationToken cancellationToken) =>
        await database.QueryAsync<PublicKey>($"select {Columns} from signing_keys order by signs_from", null, cancellationToken);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<Row>($"select {Columns}, private_key from signing_keys", null, cancellationToken);
        _keys = [.. rows.Select(row => _keys.FirstOrDefault(known => known.Id == row.Id) ?? Decrypt(row))];
    }

    /// <summary>Makes a key, unless <paramref name="mayAdd"/> finds that the keys so far will do.</summary>
    /// <returns>The new key, or null.</returns>
    public async Task<PublicKey?> AddAsync(
        Func<IReadOnlyList<PublicKey>, bool> mayAdd, DateTimeOffset signsFrom, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        // One instance at a time looks and adds; reading goes on.
        await work.ExecuteAsync("lock table signing_keys in share row exclusive mode", null, cancellationToken);
        if (!mayAdd(await work.QueryAsync<PublicKey>($"select {Columns} from signing_keys", null, cancellationToken)))
        {
            return null;
        }

        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = pair.ExportParameters(includePrivateParameters: true);
        var (x, y) = (parameters.Q.X!, parameters.Q.Y!);
        var key = new PublicKey(PublicKey.Thumbprint(x, y), x, y, signsFrom);
        await work.ExecuteAsync(
            "insert into signing_keys (id, x, y, signs_from, private_key) values (@Id, @X, @Y, @SignsFrom, @box)",
            new { key.Id, key.X, key.Y, key.SignsFrom, box = secret.Wrap(key.Id, parameters.D!) },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return key;
    }

    SigningKey Decrypt(Row row) => SigningKey.Of(new PublicKey(row.Id, row.X, row.Y, row.SignsFrom), secret.Open(row.Id, row.PrivateKey));

    sealed record Row(string Id, byte[] X, byte[] Y, DateTimeOffset SignsFrom, byte[] PrivateKey);
}
