using System.Globalization;
using Thrombophilia.Lims.Decisions.Facts;

namespace Thrombophilia.Lims.Tests.Decisions;

/// <summary>
/// A second reading of the tables, from their text: slow, without a compiler, and sharing nothing with the engine.
/// </summary>
static class Naive
{
    /// <summary>True, false, or null for unknown.</summary>
    public static bool? Value(string text, FactSet facts)
    {
        text = text.Trim();
        if (Split(text, " or ") is { Length: > 1 } any)
        {
            var sides = any.Select(side => Value(side, facts)).ToArray();
            return sides.Contains(true) ? true : sides.Contains(null) ? null : false;
        }
        if (Split(text, " and ") is { Length: > 1 } all)
        {
            var sides = all.Select(side => Value(side, facts)).ToArray();
            return sides.Contains(false) ? false : sides.Contains(null) ? null : true;
        }
        if (text.StartsWith("not ", StringComparison.Ordinal)) return !Value(text[4..], facts);
        if (text[0] == '(') return Value(text[1..^1], facts);
        if (text.StartsWith("known(", StringComparison.Ordinal)) return facts.IsKnown(text[6..^1].Trim());
        var words = text.Split(' ', 3);
        var have = facts.Text(words[0]);
        if (have == "?") return null;
        var wanted = words[2].Trim('(', ')').Split(',').Select(value => value.Trim().Trim('\'')).ToArray();
        return words[1] switch
        {
            "in" => wanted.Contains(have),
            "has" => have.Split('+').Contains(wanted[0]),
            "=" => Same(have, wanted[0]),
            "!=" => !Same(have, wanted[0]),
            "<" => Number(have) < Number(wanted[0]),
            "<=" => Number(have) <= Number(wanted[0]),
            ">" => Number(have) > Number(wanted[0]),
            _ => Number(have) >= Number(wanted[0]),
        };
    }

    static bool Same(string one, string two) =>
        double.TryParse(one, CultureInfo.InvariantCulture, out var a) && double.TryParse(two, CultureInfo.InvariantCulture, out var b)
        ? a == b : one == two;

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    // Splits where no bracket is open.
    static string[] Split(string text, string word)
    {
        var (parts, depth, start) = (new List<string>(), 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth != 0 || string.CompareOrdinal(text, i, word, 0, word.Length) != 0) continue;
            parts.Add(text[start..i]);
            start = i + word.Length;
            i = start - 1;
        }
        parts.Add(text[start..]);
        return [.. parts];
    }

    /// <summary>What the options say, as the contract of the tables tells it.</summary>
    public static (HashSet<string> Fired, HashSet<string> Silent, HashSet<string> Excluded, HashSet<string> Restricted,
        HashSet<string> Available, bool Stop) Decide(FactSet facts)
    {
        var rows = GivenClinical.Table("options");
        var anticoagulants = GivenClinical.Table("drug-classes").Where(row => row["anticoagulant"] == "yes")
            .Select(row => row["id"]).ToHashSet();
        var values = rows.Select(row => Value(row["when"], facts)).ToArray();
        var acting = rows.Where((row, i) => values[i] == true || values[i] is null && row["if_unknown"] == "block").ToArray();
        var excluded = acting.SelectMany(row => List(row["exclude"])).ToHashSet();
        var stop = acting.Any(row => row["stop"] == "yes");
        var fired = rows.Where((_, i) => values[i] == true).ToArray();
        var indicated = fired.Any(row => row["kind"] == "option" && List(row["offer"]).Any(anticoagulants.Contains));
        var available = new HashSet<string>();
        foreach (var row in fired)
            foreach (var one in List(row["offer"]))
                if (!excluded.Contains(one) && !(anticoagulants.Contains(one)
                    && (stop || row["kind"] == "gate" && row["duration"] == "none" && !indicated)))
                    available.Add(one);
        return ([.. fired.Select(row => row["id"])], [.. rows.Where((_, i) => values[i] == false).Select(row => row["id"])],
            excluded, [.. acting.SelectMany(row => List(row["restrict"]))], available, stop);
    }

    static string[] List(string cell) => cell.Split(';', StringSplitOptions.RemoveEmptyEntries);
}
