using System.Globalization;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Biobank.Samples;

/// <summary>
/// Codes of labels: a letter for the kind, a number, and a check character by ISO/IEC 7064 MOD 37,36, which finds every
/// single wrong character and nearly every two that were swapped.
/// </summary>
public static class LabelCode
{
    const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const int Digits = 7;

    /// <summary>Kinds of codes by their letter.</summary>
    public const char Tube = 'T', Storage = 'B', Shipment = 'V', Sample = 'S', Distribution = 'D', Report = 'R',
        TestRequest = 'A', Consultation = 'K', Referral = 'U';

    /// <summary>The code of a number of one kind.</summary>
    public static string Of(char kind, long number)
    {
        var text = kind + number.ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0');
        return text + Check(text);
    }

    /// <summary>Takes <paramref name="count"/> new codes of one kind, inside the caller's transaction.</summary>
    public static IReadOnlyList<string> Take(LimsDb db, char kind, int count = 1)
    {
        ArgumentNullException.ThrowIfNull(db);
        var letter = kind.ToString();
        var counter = db.Counters().Find(letter) ?? db.Counters().Add(new Counter(letter)).Entity;
        var first = counter.Next(count);
        return [.. Enumerable.Range(0, count).Select(i => Of(kind, first + i))];
    }

    /// <summary>What a scanner or a person typed, as it is stored: without spaces and dashes, in capitals.</summary>
    public static string Normal(string? typed) =>
        (typed ?? "").Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal)
        .ToUpperInvariant();

    /// <summary>The code of a kind is whole: its check character is right.</summary>
    public static bool IsWhole(string code, char kind)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length >= Digits + 2 && code[0] == kind
            && code.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) && Check(code[..^1]) == code[^1];
    }

    static char Check(string text)
    {
        const int M = 36;
        var p = M;
        foreach (var c in text)
        {
            var s = (p + Alphabet.IndexOf(c, StringComparison.Ordinal)) % M;
            p = (s == 0 ? M : s) * 2 % (M + 1);
        }
        return Alphabet[(M + 1 - p) % M];
    }
}
