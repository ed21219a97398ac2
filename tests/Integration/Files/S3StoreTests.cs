using Cartwright.Platform.S3;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cartwright.Tests.Files;

public sealed class S3StoreTests
{
    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_object_is_stored_read_and_removed_with_signed_requests()
    {
        await using var server = S3StandIn.Start();
        using var store = Store(server);
        byte[] content = [1, 2, 3];

        await store.CheckAsync(Cancelled);
        await store.PutAsync("catalog/a b+ü.webp", content, Cancelled);
        await store.PutAsync("catalog/a b+ü.webp", content, Cancelled);

        Assert.Equal(content, await store.GetAsync("catalog/a b+ü.webp", Cancelled));
        Assert.Null(await store.GetAsync("catalog/none.webp", Cancelled));
        await store.RemoveAsync("catalog/a b+ü.webp", Cancelled);
        await store.RemoveAsync("catalog/a b+ü.webp", Cancelled);
        Assert.Null(await store.GetAsync("catalog/a b+ü.webp", Cancelled));
        Assert.Empty(server.Refusals);
    }

    [Theory]
    [InlineData("shop-files", "eu-test-1", "another secret", "SignatureDoesNotMatch")]
    [InlineData("no-such-bucket", "eu-test-1", S3StandIn.SecretKey, "NoSuchBucket")]
    [InlineData("shop-files", "elsewhere-1", S3StandIn.SecretKey, "AuthorizationHeaderMalformed")]
    public async Task A_store_that_refuses_ends_the_start_with_the_reason(string bucket, string region, string secret, string reason)
    {
        await using var server = S3StandIn.Start();
        using var store = Store(server, bucket, region, secret);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => store.CheckAsync(Cancelled));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Files:S3", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_is_away_does_not_end_the_start(bool isSilent)
    {
        await using var server = S3StandIn.Start();
        (server.IsAway, server.IsSilent) = (!isSilent, isSilent);
        using var impatient = Store(server, timeout: TimeSpan.FromSeconds(2));

        await impatient.CheckAsync(Cancelled);

        await Assert.ThrowsAsync<HttpRequestException>(() => impatient.GetAsync("a.webp", Cancelled));
        (server.IsAway, server.IsSilent) = (false, false);
        using var patient = Store(server);
        Assert.Null(await patient.GetAsync("a.webp", Cancelled));
    }

    [Fact]
    public async Task A_store_that_nobody_listens_for_does_not_end_the_start()
    {
        var server = S3StandIn.Start();
        using var store = Store(server);
        await server.DisposeAsync();

        await store.CheckAsync(Cancelled);
    }

    [Theory]
    [InlineData(null, "a", "b", "Files:S3:Bucket")]
    [InlineData("shop-files", "a", null, "Files:S3:SecretKey")]
    public void A_missing_setting_is_named(string? bucket, string? accessKey, string? secretKey, string setting)
    {
        var error = Assert.Throws<InvalidOperationException>(() => new S3ObjectStore(
            new() { Bucket = bucket, AccessKey = accessKey, SecretKey = secretKey }, NullLogger<S3ObjectStore>.Instance));

        Assert.Contains(setting, error.Message, StringComparison.Ordinal);
    }

    static S3ObjectStore Store(
        S3StandIn server, string bucket = S3StandIn.Bucket, string region = S3StandIn.Region, string secret = S3StandIn.SecretKey, TimeSpan? timeout = null) => new(
        new()
        {
            Endpoint = server.Address,
            Region = region,
            Bucket = bucket,
            AccessKey = S3StandIn.AccessKey,
            SecretKey = secret,
            PathStyle = true,
            // A machine that is slow is no store that is away.
            Timeout = timeout ?? TimeSpan.FromMinutes(1),
        },
        NullLogger<S3ObjectStore>.Instance);
}
