namespace AdaptiveCards;

/// <summary>
/// Stands in for the package AdaptiveCards, which Microsoft.Bot.Schema names for its SharePoint cards alone and which the feed does not serve:
/// without it nothing that stands on the SDK can be restored. To be deleted the day that the package is served.
/// </summary>
public sealed class AdaptiveCard;
