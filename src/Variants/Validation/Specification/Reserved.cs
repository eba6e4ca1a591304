using System.Text.RegularExpressions;

namespace Thrombophilia.Variants.Validation.Specification;

/// <summary>
/// The keys that the specifications define, by version, in short notation: <c>key number type</c>, a domain after
/// <c>:</c>. Sources: VCF 4.1 and 4.2 specifications, 1.4.1, 1.4.2, 3, 4; 4.3 to 4.5, tables of 1.6.1 and 1.6.2, 3, 4.
/// A key whose number or type a specification leaves open has <c>?</c> there; <c>G?</c> is how it is declared, while
/// its values are counted otherwise. 4.0 has no number by alleles, and leaves it open.
/// </summary>
sealed partial class Reserved
{
    const string Info = """
        AA 1 String,AC A Integer:N,AF A Float:N,AN 1 Integer:N,BQ 1 Float,CIGAR A String:C,DB 0 Flag,DP 1 Integer:N,
        END 1 Integer:N,H2 0 Flag,MQ 1 Float,MQ0 1 Integer:N,NS 1 Integer:N,SOMATIC 0 Flag,VALIDATED 0 Flag
        """;
    const string InfoFrom41 = """
        H3 0 Flag,1000G 0 Flag,IMPRECISE 0 Flag,NOVEL 0 Flag,SVTYPE 1 String,SVLEN . Integer,CIPOS 2 Integer,
        CIEND 2 Integer,HOMLEN . Integer,HOMSEQ . String,BKPTID . String,MEINFO 4 String,METRANS 4 String,
        DGVID 1 String,DBVARID 1 String,DBRIPID 1 String,MATEID . String,PARID 1 String,EVENT 1 String,
        CILEN 2 Integer,DPADJ . Integer,CN 1 Integer,CNADJ . Integer,CICN 2 Integer,CICNADJ . Integer
        """;
    const string InfoFrom43 = "AD R Integer:N,ADF R Integer:N,ADR R Integer:N,SB 4 Integer";
    const string InfoFrom44 = """
        SVLEN A Integer,CIPOS . Integer,CIEND . Integer,HOMLEN A Integer,HOMSEQ A String,BKPTID A String,
        MEINFO . String,METRANS . String,DGVID A String,DBVARID A String,DBRIPID A String,MATEID A String,
        PARID A String,EVENT A String,EVENTTYPE A String,CILEN . Integer,CN A Float:N,CICN . Float,SVCLAIM A String,
        RN A Integer:N,RUS . String,RUL . Integer:N,RUC . Float:N,RB . Integer:N,CIRUC . Float,CIRB . Integer,
        RUB . Integer:N,DPADJ ? ?,CNADJ ? ?,CICNADJ ? ?
        """;
    const string Format = "GT 1 String,DP 1 Integer:N,FT 1 String,GQ 1 Integer:Q,HQ 2 Integer:Q";
    const string FormatFrom41 = """
        GL G Float,GLE G? String,PL G Integer:Q,GP G Float,PS 1 Integer:N,PQ 1 Integer:Q,EC A Integer:N,MQ 1 Integer,
        CN 1 Integer,CNQ 1 Float:Q,CNL . Float,NQ 1 Integer:Q,HAP 1 Integer,AHAP 1 Integer
        """;
    const string FormatFrom43 = """
        AD R Integer:N,ADF R Integer:N,ADR R Integer:N,PP G Integer:Q,GP G Float:P,GLE ? ?,CNP ? Float:P
        """;
    const string FormatFrom44 =
        "CN 1 Float:N,CNL G Float,CNP G Float:P,CICN 2 Float,PSL P String,PSO P Integer,PSQ P Integer:Q";
    const string FormatFrom45 = """
        LEN 1 Integer:N,LAA . Integer,LAD LR Integer:N,LADF LR Integer:N,LADR LR Integer:N,LEC LA Integer:N,LGL LG ?,
        LGP LG ?,LPL LG Integer:Q,LPP LG Integer:Q,LA . Integer
        """;

    readonly Dictionary<string, (string Number, string Type, Domain Domain)> info = [], format = [];

    readonly SpecVersion version;

    public Reserved(SpecVersion version)
    {
        this.version = version;
        foreach (var (from, keys) in (ReadOnlySpan<(int, string)>)[(0, Info), (1, InfoFrom41), (3, InfoFrom43),
            (4, InfoFrom44)])
            if (version.From(from)) Take(info, keys, version);
        foreach (var (from, keys) in (ReadOnlySpan<(int, string)>)[(0, Format), (1, FormatFrom41), (3, FormatFrom43),
            (4, FormatFrom44), (5, FormatFrom45)])
            if (version.From(from)) Take(format, keys, version);
    }

    /// <summary>
    /// What the version says of a key; null where it does not define it. A number or type <c>?</c> is left open.
    /// </summary>
    public (string Number, string Type, Domain Domain)? Find(bool isInfo, string key) =>
        (isInfo ? info : format).TryGetValue(key, out var found) ? found
        : !isInfo && version.From(5) && Modification().IsMatch(key)
            ? key[0] == 'M' ? ("M", "Float", Domain.Fraction) : ("M", "Integer", Domain.NonNegative) : null;

    /// <summary>Base modifications, by number or by alias: M27551C, M5mC; reads that could show them and that do.</summary>
    [GeneratedRegex("^(AD|DP)?M([0-9]+[ACGTUN]|(5m|5hm|5f|5ca)C|(5hm|5f|5ca)U|6mA|8oxoG|XaoN)$")]
    private static partial Regex Modification();

    static void Take(Dictionary<string, (string, string, Domain)> keys, string text, SpecVersion version)
    {
        foreach (var entry in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var parts = entry.Split(' ', ':');
            keys[parts[0]] = (version.Minor == 0 && parts[1] is "A" or "G" ? "?" : parts[1], parts[2],
                parts.Length < 4 ? Domain.None
                : parts[3] switch
                {
                    "C" => Domain.Cigar,
                    "Q" => Domain.Phred,
                    "P" => Domain.Probability,
                    _ => Domain.NonNegative,
                });
        }
    }
}
