using QRCoder;

namespace Thrombophilia.Lims.Clinic.Reports.Printing;

/// <summary>The dark modules of a QR code.</summary>
/// <param name="Size">Modules of a side, the quiet zone included.</param>
/// <param name="Dark">Column and row of each dark module, row by row.</param>
sealed record QrMatrix(int Size, IReadOnlyList<(int X, int Y)> Dark)
{
    /// <summary>The code of a text.</summary>
    public static QrMatrix Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var (rows, dark) = (code.ModuleMatrix, new List<(int, int)>());
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows[y].Count; x++)
                if (rows[y][x]) dark.Add((x, y));
        return new(rows.Count, dark);
    }
}
