using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Targets;

/// <summary>What the buttons about a target carry, signed: nobody but the bot puts it together.</summary>
/// <param name="Id">Empty for a target that is not set yet.</param>
/// <param name="Revision">Makes the card old when the target changes.</param>
/// <param name="Form">The one-time name of a form for a new target; null elsewhere.</param>
/// <param name="After">The row of the last entry of the history that was seen; null elsewhere.</param>
internal sealed record TargetFacts([Entry("target")] string Id = "", int Revision = 0, string? Form = null, string? After = null)
{
    public IReadOnlyDictionary<string, string> Data => ButtonData.Of(this);

    public bool IsNew => Id.Length == 0;

    /// <summary>The facts of the pressed button; those of a new target for none of ours.</summary>
    public static TargetFacts Of(Turn turn) => ButtonData.Read<TargetFacts>(turn) ?? new();
}
