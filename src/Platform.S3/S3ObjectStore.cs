using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Cartwright.Platform.Files;
using Microsoft.AspNetCore.StaticFiles;

namespace Cartwright.Platform.S3;

/// <summary>Keeps files as objects of a bucket. Every operation ends after <see cref="S3Options.Timeout"/>, with its repetitions and with waiting for a place.</summary>
public sealed class S3ObjectStore : IObjectStore, IDisposable
{
    const int RetriesMax = 2;

    // A store that does not answer must not hold a connection for each reader.
    const int CallsMax = 64;

    const string CheckKey = "cartwright-check.txt";

    static readonly FileExtensionContentTypeProvider MediaTypes = new();

    readonly S3Options _options;
    readonly ILogger _logger;
    readonly AmazonS3Client _client;
    readonly SemaphoreSlim _places = new(CallsMax);

    /// <summary>Reads the settings; nothing is sent.</summary>
    /// <param name="options">Where the store is.</param>
    /// <param name="logger">Logs that the store is away at the start.</param>
    /// <exception cref="InvalidOperationException">A setting is missing; the message names its key.</exception>
    public S3ObjectStore(S3Options options, ILogger<S3ObjectStore> logger)
    {
        _options = options;
        _logger = logger;
        if (string.IsNullOrEmpty(options.Bucket))
        {
            throw new InvalidOperationException($"{S3Options.Section}:Bucket: Set it to the bucket that keeps the files, because Files:Store is S3.");
        }

        if (string.IsNullOrEmpty(options.AccessKey) != string.IsNullOrEmpty(options.SecretKey))
        {
            throw new InvalidOperationException($"{S3Options.Section}:AccessKey, {S3Options.Section}:SecretKey: Set both or none.");
        }

        var config = new AmazonS3Config
        {
            ForcePathStyle = options.PathStyle,
            MaxErrorRetry = RetriesMax,
            Timeout = options.Timeout,
            // Newer checksums, which many compatible stores do not know. The signature covers the content.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint is { } endpoint)
        {
            config.ServiceURL = endpoint.ToString();
            config.AuthenticationRegion = options.Region;
        }
        else
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        }

        _client = string.IsNullOrEmpty(options.AccessKey)
            ? new(config)
            : new(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config);
    }

    /// <inheritdoc/>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Writing is what uploads need, and what a policy may not allow although the bucket can be read.
            await PutAsync(CheckKey, [], cancellationToken);
        }
        catch (HttpRequestException error) when (error.InnerException is { } refused && IsRefusal(refused))
        {
            throw new InvalidOperationException(
                $"{S3Options.Section}: The store does not take files into the bucket '{_options.Bucket}': {refused.Message} "
                + "Check the endpoint, region, bucket and credentials.",
                error);
        }
        catch (HttpRequestException error)
        {
            _logger.StoreIsAway(error, _options.Bucket!);
        }
    }

    /// <inheritdoc/>
    public Task PutAsync(string key, byte[] content, CancellationToken cancellationToken) => RunAsync(
        async token =>
        {
            using var stream = new MemoryStream(content, writable: false);
            return await _client.PutObjectAsync(
                new()
                {
                    BucketName = _options.Bucket,
                    Key = _options.Prefix + key,
                    InputStream = stream,
                    AutoCloseStream = false,
                    // The hash of the content is signed, in one piece: not every compatible store reads signed pieces.
                    UseChunkEncoding = false,
                    ContentType = MediaTypes.TryGetContentType(key, out var mediaType) ? mediaType : "application/octet-stream",
                    Headers = { CacheControl = "public, max-age=31536000, immutable" },
                },
                token);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => RunAsync(
        async token =>
        {
            try
            {
                using var answer = await _client.GetObjectAsync(_options.Bucket, _options.Prefix + key, token);
                using var content = new MemoryStream();
                await answer.ResponseStream.CopyToAsync(content, token);
                return content.ToArray();
            }
            catch (AmazonS3Exception missing) when (missing.ErrorCode == "NoSuchKey")
            {
                return null;
            }
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(string key, CancellationToken cancellationToken) =>
        RunAsync(token => _client.DeleteObjectAsync(_options.Bucket, _options.Prefix + key, token), cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _places.Dispose();
    }

    async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.Timeout);
        try
        {
            await _places.WaitAsync(limit.Token);
            try
            {
                return await call(limit.Token);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (Exception error) when (
            error is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or WebException or TimeoutException
            || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new HttpRequestException("The object store does not answer as it should.", error);
        }
    }

    // What another attempt does not change: no credentials at all, or an answer that the request is wrong.
    static bool IsRefusal(Exception error) => error switch
    {
        AmazonServiceException answer => answer.StatusCode is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.InternalServerError
            and not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests),
        AmazonClientException { InnerException: not (HttpRequestException or IOException or WebException or OperationCanceledException) } => true,
        _ => false,
    };
}
