using System.Text;

namespace TeamsCommunityBot.Benchmarks.Fuzz;

/// <summary>
/// Fuzzing without a fuzzer: changes the seeds at random for a while. It sees no coverage, so it finds less than afl++; it needs nothing installed.
/// </summary>
internal sealed class MutationLoop(FuzzTarget target, TimeProvider clock, Random random)
{
    /// <summary>No input of this size may take longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private const int Longest = 8 * 1024;

    /// <summary>Runs for so long. The number of inputs tried, and the one that was a find with what it did, or null.</summary>
    public (long Tried, byte[]? Find, string What) Run(TimeSpan time)
    {
        var seeds = target.SeedBytes.ToList();
        foreach (var seed in seeds) target.Run(seed);
        var started = clock.GetTimestamp();
        var tried = 0L;
        for (; clock.GetElapsedTime(started) < time; tried++)
        {
            var input = Mutated(seeds[random.Next(seeds.Count)]);
            if (Try(input) is { } what) return (tried + 1, input, what);
        }

        return (tried, null, "");
    }

    private string? Try(byte[] input)
    {
        try
        {
            if (Time(input) < Patience) return null;
            // Once more: the first time the collector or another program may have had its turn.
            return Time(input) < Patience ? null : $"took longer than {Patience.TotalMilliseconds} ms, twice";
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return e.ToString();
        }
    }

    private TimeSpan Time(byte[] input)
    {
        var started = clock.GetTimestamp();
        target.Run(input);
        return clock.GetElapsedTime(started);
    }

    private byte[] Mutated(byte[] seed)
    {
        var bytes = seed;
        for (var changes = 1 + random.Next(6); changes > 0; changes--) bytes = Change(bytes);
        return bytes.Length > Longest ? bytes[..Longest] : bytes;
    }

    private byte[] Change(byte[] bytes)
    {
        var (a, b) = (random.Next(bytes.Length + 1), random.Next(bytes.Length + 1));
        var (from, to) = (Math.Min(a, b), Math.Max(a, b));
        return random.Next(6) switch
        {
            0 => [.. bytes[..from], (byte)random.Next(256), .. bytes[from..]],
            1 => [.. bytes[..from], .. bytes[to..]],
            2 => [.. bytes[..to], .. bytes[from..to], .. bytes[to..]],
            3 => [.. bytes[..from], .. Encoding.UTF8.GetBytes(target.Words[random.Next(target.Words.Count)]), .. bytes[from..]],
            4 => [.. bytes[..from], .. Encoding.UTF8.GetBytes(target.Words[random.Next(target.Words.Count)]), .. bytes[to..]],
            _ => bytes.Length == 0 ? bytes : Flip(bytes, Math.Min(from, bytes.Length - 1)),
        };
    }

    private byte[] Flip(byte[] bytes, int at)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[at] ^= (byte)(1 << random.Next(8));
        return flipped;
    }
}
