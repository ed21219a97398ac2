namespace Cartwright.Platform.Redis;

/// <summary>
/// The scripts of the shared cache; each runs atomically. <c>clock</c> holds an epoch, which starts when Redis is empty, and the number of the last purge in it.
/// An entry holds the clock before its load and the versions of its tags; it is valid while all of these tags exist with the same versions.
/// If Redis loses a tag or everything, entries become invalid; a stale entry is never returned.
/// </summary>
internal static class CacheScripts
{
    // Seconds and microseconds of the server make each epoch unique.
    const string EnsureClock =
        """
        local function ensureClock(clock)
            local time = redis.call('TIME')
            if redis.call('HSETNX', clock, 'epoch', time[1] .. '.' .. time[2]) == 1 then
                redis.call('HSET', clock, 'number', 0)
            end
        end

        """;

    /// <summary>Advances the clock. Keys: clock. Returns epoch and number.</summary>
    public const string Now = EnsureClock +
        """
        ensureClock(KEYS[1])
        redis.call('HINCRBY', KEYS[1], 'number', 1)
        return redis.call('HMGET', KEYS[1], 'epoch', 'number')
        """;

    /// <summary>
    /// Finds an entry, or locks it for one instance to load. Keys: clock, entry, lock. Values: prefix of tags, epoch and number before which entries
    /// are not trusted, token and milliseconds of the lock. Returns <c>found</c> with value, tags and milliseconds to live, <c>load</c> with the
    /// clock, or <c>wait</c>.
    /// </summary>
    public const string Fetch = EnsureClock +
        """
        ensureClock(KEYS[1])
        local clock = redis.call('HMGET', KEYS[1], 'epoch', 'number')
        local entry = redis.call('HMGET', KEYS[2], 'epoch', 'number', 'tags', 'versions', 'value')
        if entry[1] == clock[1] and (entry[1] ~= ARGV[2] or tonumber(entry[2]) >= tonumber(ARGV[3])) then
            local good = true
            local tags = {}
            for tag in string.gmatch(entry[3], '%S+') do
                tags[#tags + 1] = ARGV[1] .. tag
            end
            if #tags > 0 then
                local versions = redis.call('MGET', unpack(tags))
                for i = 1, #tags do
                    good = good and versions[i] ~= false
                end
                good = good and table.concat(versions, ' ') == entry[4]
            end
            if good then
                return {'found', entry[5], entry[3], redis.call('PTTL', KEYS[2])}
            end
        end
        if redis.call('SET', KEYS[3], ARGV[4], 'NX', 'PX', ARGV[5]) then
            return {'load', clock[1], clock[2]}
        end
        return {'wait'}
        """;

    /// <summary>
    /// Stores a loaded value unless one of its tags was purged during the load, and releases the lock. Keys: clock, entry, lock. Values: prefix of
    /// tags, milliseconds that versions live, token of the lock, epoch and number before the load, milliseconds to live, tags, value.
    /// </summary>
    public const string Store =
        """
        if redis.call('GET', KEYS[3]) == ARGV[3] then
            redis.call('DEL', KEYS[3])
        end
        if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[4] then
            return 0
        end
        local versions = {}
        for tag in string.gmatch(ARGV[7], '%S+') do
            local key = ARGV[1] .. tag
            local version = redis.call('GET', key)
            if version then
                local epoch, number = string.match(version, '^purged:(%S+):(%d+)$')
                if epoch == ARGV[4] and tonumber(number) > tonumber(ARGV[5]) then
                    return 0
                end
                redis.call('PEXPIRE', key, ARGV[2])
            else
                version = 'first:' .. ARGV[4] .. ':' .. redis.call('HINCRBY', KEYS[1], 'number', 1)
                redis.call('SET', key, version, 'PX', ARGV[2])
            end
            versions[#versions + 1] = version
        end
        redis.call('HSET', KEYS[2], 'epoch', ARGV[4], 'number', ARGV[5], 'tags', ARGV[7], 'versions', table.concat(versions, ' '), 'value', ARGV[8])
        redis.call('PEXPIRE', KEYS[2], ARGV[6])
        return 1
        """;

    /// <summary>Releases the lock of a load without a value to store. Keys: lock. Values: its token.</summary>
    public const string Release =
        """
        if redis.call('GET', KEYS[1]) == ARGV[1] then
            redis.call('DEL', KEYS[1])
        end
        return 0
        """;

    /// <summary>Purges tags and notifies all instances. Keys: clock. Values: prefix of tags, milliseconds that versions live, channel, message, tags.</summary>
    public const string Purge = EnsureClock +
        """
        ensureClock(KEYS[1])
        local epoch = redis.call('HGET', KEYS[1], 'epoch')
        local number = redis.call('HINCRBY', KEYS[1], 'number', 1)
        for i = 5, #ARGV do
            redis.call('SET', ARGV[1] .. ARGV[i], 'purged:' .. epoch .. ':' .. number, 'PX', ARGV[2])
        end
        redis.call('PUBLISH', ARGV[3], ARGV[4])
        return number
        """;

    /// <summary>Purges everything by starting a new epoch, and notifies all instances. Keys: clock. Values: channel, message.</summary>
    public const string PurgeAll = EnsureClock +
        """
        redis.call('DEL', KEYS[1])
        ensureClock(KEYS[1])
        redis.call('PUBLISH', ARGV[1], ARGV[2])
        return 0
        """;
}
