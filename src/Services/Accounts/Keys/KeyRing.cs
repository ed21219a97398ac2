using System.Security.Cryptography;
using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;

namespace Cartwright.Accounts;

/// <summary>The signing keys of this instance, read from the database every 30 seconds, because other instances add keys.</summary>
internal sealed class KeyRing(Database database, KeySecret secret, TimeProvider time) : IPeriodicWork
{
    const string Columns = "id, x, y, signs_from";
    IReadOnlyList<SigningKey> _keys = [];

    /// <summary>The key to sign with.</summary>
    public SigningKey Current => KeySchedule.Signing(_keys, time.GetUtcNow());

    /// <summary>All public keys, read from the database, so that a new key of another instance is included.</summary>
    public async Task<IReadOnlyList<PublicKey>> PublicAsync(CancellationToken cancellationToken) =>
        await database.QueryAsync<PublicKey>($"select {Columns} from signing_keys order by signs_from", null, cancellationToken);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<Row>($"select {Columns}, private_key from signing_keys", null, cancellationToken);
        _keys = [.. rows.Select(row => _keys.FirstOrDefault(known => known.Id == row.Id) ?? Decrypt(row))];
    }

    /// <summary>Creates a key if <paramref name="mayAdd"/> agrees, given the existing keys.</summary>
    /// <returns>The new key, or null.</returns>
    public async Task<PublicKey?> AddAsync(
        Func<IReadOnlyList<PublicKey>, bool> mayAdd, DateTimeOffset signsFrom, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        // One instance at a time decides; the lock does not block readers.
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
            "insert into signing_keys (id, x, y, signs_from, private_key) values (@Id, @X, @Y, @SignsFrom, @encrypted)",
            new { key.Id, key.X, key.Y, key.SignsFrom, encrypted = secret.Encrypt(key.Id, parameters.D!) },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return key;
    }

    SigningKey Decrypt(Row row) => SigningKey.Of(new PublicKey(row.Id, row.X, row.Y, row.SignsFrom), secret.Decrypt(row.Id, row.PrivateKey));

    sealed record Row(string Id, byte[] X, byte[] Y, DateTimeOffset SignsFrom, byte[] PrivateKey);
}
