namespace Thrombophilia.Variants.Validation.Specification;

/// <summary>
/// The keys that the specifications define, by version, in short notation: <c>key number type</c>, a domain after
/// <c>:</c>. Sources: VCF 4.1 and 4.2 specifications, 1.4.1, 1.4.2, 3, 4; 4.3 to 4.5, tables of 1.6.1 and 1.6.2, 3, 4.
/// A key whose number or type a specification leaves open has <c>?</c> there; <c>G?</c> is how it is declared, while
/// its values are counted otherwise. 4.0 has no number by alleles, and leaves it open.
/// </summary>
sealed class Reserved
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
    const string Format = "GT 1 String,DP 1 Integer:N,FT 1 String,GQ 1 Integer,HQ 2 Integer";
    const string FormatFrom41 = """
        GL G Float,GLE G? String,PL G Integer,GP G Float,PS 1 Integer,PQ 1 Integer,EC A Integer:N,MQ 1 Integer,
        CN 1 Integer,CNQ 1 Float,CNL . Float,NQ 1 Integer,HAP 1 Integer,AHAP 1 Integer
        """;
    const string FormatFrom43 = "AD R Integer:N,ADF R Integer:N,ADR R Integer:N,PP G Integer,GLE ? ?,CNP ? Float";
    const string FormatFrom44 =
        "CN 1 Float:N,CNL G Float,CNP G Float,CICN 2 Float,PSL P String,PSO P Integer,PSQ P Integer";
    const string FormatFrom45 = """
        LEN 1 Integer:N,LAA . Integer,LAD LR Integer:N,LADF LR Integer:N,LADR LR Integer:N,LEC LA Integer:N,LGL LG ?,
        LGP LG ?,LPL LG Integer,LPP LG Integer,M5mC M Float,DPM5mC M Integer,ADM5mC M Integer,M5hmC M Float,
        DPM5hmC M Integer,ADM5hmC M Integer,M5fC M Float,DPM5fC M Integer,ADM5fC M Integer,M5caC M Float,
        DPM5caC M Integer,ADM5caC M Integer,M5hmU M Float,DPM5hmU M Integer,ADM5hmU M Integer,M5fU M Float,
        DPM5fU M Integer,ADM5fU M Integer,M5caU M Float,DPM5caU M Integer,ADM5caU M Integer,M6mA M Float,
        DPM6mA M Integer,ADM6mA M Integer,M8oxoG M Float,DPM8oxoG M Integer,ADM8oxoG M Integer
        """;

    readonly Dictionary<string, (string Number, string Type, Domain Domain)> info = [], format = [];

    public Reserved(SpecVersion version)
    {
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
        (isInfo ? info : format).TryGetValue(key, out var found) ? found : null;

    static void Take(Dictionary<string, (string, string, Domain)> keys, string text, SpecVersion version)
    {
        foreach (var entry in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var parts = entry.Split(' ', ':');
            keys[parts[0]] = (version.Minor == 0 && parts[1] is "A" or "G" ? "?" : parts[1], parts[2],
                parts.Length < 4 ? Domain.None : parts[3] == "C" ? Domain.Cigar : Domain.NonNegative);
        }
    }
}
