using Cartwright.Platform.Messaging;

namespace Cartwright.Platform.Redis;

/// <summary>Broadcasts over the publish/subscribe channels of Redis.</summary>
internal sealed class RedisBroadcast(RedisConnection redis) : IBroadcast
{
    public bool IsAvailable => redis.IsAvailable;

    public async Task<bool> TryPublishAsync(string channel, byte[] message)
    {
        try
        {
            await redis.PublishAsync(Full(channel), message);
            return true;
        }
        catch (RedisUnavailableException)
        {
            return false;
        }
    }

    public IDisposable Subscribe(string channel, Action<byte[]> onMessage, Action onGap) => redis.Subscribe(Full(channel), onMessage, onGap);

    static string Full(string channel) => "cartwright:" + channel;
}
