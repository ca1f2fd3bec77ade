using System.Text;

namespace TeamsCommunityBot.Benchmarks.Fuzz;

/// <summary>Something that reads what strangers send.</summary>
/// <param name="Run">Returns for every input; an exception is a find.</param>
/// <param name="Seeds">Inputs to begin with, each of another kind.</param>
/// <param name="Words">Pieces that mean something to it.</param>
internal sealed record FuzzTarget(Action<byte[]> Run, IReadOnlyList<string> Seeds, IReadOnlyList<string> Words)
{
    public IEnumerable<byte[]> SeedBytes => Seeds.Select(Encoding.UTF8.GetBytes);

    /// <exception cref="FuzzFindException">The result breaks a rule that holds for every input.</exception>
    public static void Demand(bool holds, string rule)
    {
        if (!holds) throw new FuzzFindException(rule);
    }
}

internal sealed class FuzzFindException(string rule) : Exception($"This does not hold: {rule}.");
