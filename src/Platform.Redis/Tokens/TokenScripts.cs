namespace Cartwright.Platform.Redis;

/// <summary>The scripts of the token store; each runs atomically on the hash of one provider. Times are milliseconds of the server's clock.</summary>
internal static class TokenScripts
{
    const string Clock =
        """
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)

        """;

    /// <summary>Keys: token. Returns version, box, life, remaining times of token, claim and block, then reason, refused and failures.</summary>
    public const string Read = Clock +
        """
        local t = redis.call('HMGET', KEYS[1], 'version', 'box', 'life', 'expires', 'claimed', 'blocked', 'reason', 'refused', 'failures')
        return {t[1] or '0', t[2], t[3] or '0', (t[4] or now) - now, (t[5] or now) - now, (t[6] or now) - now, t[7], t[8] or '0', t[9] or '0'}
        """;

    /// <summary>Keys: token. Values: version to replace, claim, its milliseconds, milliseconds to keep it all. Returns 1 or 0.</summary>
    public const string Claim = Clock +
        """
        local t = redis.call('HMGET', KEYS[1], 'version', 'claimed', 'blocked')
        if tonumber(t[1] or 0) > tonumber(ARGV[1]) or tonumber(t[2] or 0) > now or tonumber(t[3] or 0) > now then
            return 0
        end
        redis.call('HSET', KEYS[1], 'by', ARGV[2], 'claimed', now + ARGV[3])
        redis.call('PEXPIRE', KEYS[1], ARGV[4])
        return 1
        """;

    /// <summary>Keys: token. Values: claim, version, box, life, milliseconds to keep it all. Returns 1 or 0.</summary>
    public const string Replace = Clock +
        """
        local t = redis.call('HMGET', KEYS[1], 'by', 'version')
        if t[1] ~= ARGV[1] or tonumber(t[2] or 0) >= tonumber(ARGV[2]) then
            return 0
        end
        redis.call('HSET', KEYS[1], 'version', ARGV[2], 'box', ARGV[3], 'life', ARGV[4], 'expires', now + ARGV[4])
        redis.call('HDEL', KEYS[1], 'by', 'claimed', 'blocked', 'reason', 'refused', 'failures')
        redis.call('PEXPIRE', KEYS[1], ARGV[5])
        return 1
        """;

    /// <summary>Keys: token. Values: claim, milliseconds, reason, refused, failures, milliseconds to keep it all. Returns 1 or 0.</summary>
    public const string Block = Clock +
        """
        if redis.call('HGET', KEYS[1], 'by') ~= ARGV[1] then
            return 0
        end
        redis.call('HSET', KEYS[1], 'blocked', now + ARGV[2], 'reason', ARGV[3], 'refused', ARGV[4], 'failures', ARGV[5])
        redis.call('HDEL', KEYS[1], 'by', 'claimed')
        redis.call('PEXPIRE', KEYS[1], ARGV[6])
        return 1
        """;

    /// <summary>Keys: token.</summary>
    public const string Unblock =
        """
        redis.call('HDEL', KEYS[1], 'blocked', 'reason', 'refused', 'failures')
        return 0
        """;

    /// <summary>Keys: token. Values: claim.</summary>
    public const string Release =
        """
        if redis.call('HGET', KEYS[1], 'by') == ARGV[1] then
            redis.call('HDEL', KEYS[1], 'by', 'claimed')
        end
        return 0
        """;

    /// <summary>
    /// Copies a token of the database unless a newer one is there. Keys: token. Values: version, box, life, remaining milliseconds of token,
    /// claim and block, reason, refused, failures, milliseconds to keep it all.
    /// </summary>
    public const string Mirror = Clock +
        """
        if tonumber(redis.call('HGET', KEYS[1], 'version') or 0) > tonumber(ARGV[1]) then
            return 0
        end
        redis.call('HSET', KEYS[1], 'version', ARGV[1], 'box', ARGV[2], 'life', ARGV[3], 'expires', now + ARGV[4],
            'claimed', now + ARGV[5], 'blocked', now + ARGV[6], 'reason', ARGV[7], 'refused', ARGV[8], 'failures', ARGV[9])
        redis.call('HDEL', KEYS[1], 'by')
        redis.call('PEXPIRE', KEYS[1], ARGV[10])
        return 1
        """;
}
