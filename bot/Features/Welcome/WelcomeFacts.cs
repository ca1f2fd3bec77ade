using TeamsCommunityBot.Communities;
using TeamsCommunityBot.Turns;

namespace TeamsCommunityBot.Features.Welcome;

/// <summary>What the button that turns the welcome into the other language carries, signed: nobody but the bot puts it together.</summary>
/// <param name="Language">The one to turn to.</param>
/// <param name="InstalledBy">The name of whoever added the app; empty where Teams did not say.</param>
internal sealed record WelcomeFacts(string Language, [Entry("name")] string InstalledBy, [Entry("administrator")] bool IsAdministrator)
{
    public IReadOnlyDictionary<string, string> Data => ButtonData.Of(this);

    /// <summary>The facts of the pressed button; those of an English card for none of ours.</summary>
    public static WelcomeFacts Of(Turn turn) => ButtonData.Read<WelcomeFacts>(turn) ?? new(Turns.Language.English, "", false);
}
