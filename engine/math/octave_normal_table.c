/* The table of the standard normal law: what octave_fit_symmetric makes of octave_normal, worked
 * out once for all runs and machines. The rows are terms, the columns octaves. */
#include "math/octave.h"

const OctaveTable octave_normal_table = {
    .symmetric = true,
    .quantile = octave_normal,
    .error = 0x1.36b15de5a0001p-18,
    .term = { {
        {
            -0x1.8392bp+2f,  -0x1.7c5e82p+2f, -0x1.750888p+2f, -0x1.6d8edep+2f, -0x1.65ef6ep+2f,
            -0x1.5e27eep+2f, -0x1.5635d6p+2f, -0x1.4e165ap+2f, -0x1.45c65ep+2f, -0x1.3d426p+2f,
            -0x1.348678p+2f, -0x1.2b8e34p+2f, -0x1.225488p+2f, -0x1.18d3acp+2f, -0x1.0f04f4p+2f,
            -0x1.04e098p+2f, -0x1.f4baeep+1f, -0x1.dee16cp+1f, -0x1.c81a88p+1f, -0x1.b04662p+1f,
            -0x1.973d6ap+1f, -0x1.7ccd8cp+1f, -0x1.60b5e6p+1f, -0x1.429fe4p+1f, -0x1.2213ccp+1f,
            -0x1.fcc83ep+0f, -0x1.ad0a9p+0f,  -0x1.51695ap+0f, -0x1.c6387cp-1f, -0x1.464a4p-2f,
            0x0p+0f,         -0x1.8aa6cep+2f,
        },
        {
            0x1.b78348p-4f, 0x1.bf6c9cp-4f, 0x1.c7c592p-4f, 0x1.d098b8p-4f, 0x1.d9f20cp-4f,
            0x1.e3df3cp-4f, 0x1.ee7002p-4f, 0x1.f9b67ep-4f, 0x1.02e3e2p-3f, 0x1.095e36p-3f,
            0x1.1058bep-3f, 0x1.17e4a6p-3f, 0x1.201684p-3f, 0x1.29073p-3f,  0x1.32d502p-3f,
            0x1.3da576p-3f, 0x1.49a776p-3f, 0x1.5716ap-3f,  0x1.664004p-3f, 0x1.77893cp-3f,
            0x1.8b7b62p-3f, 0x1.a2d48ap-3f, 0x1.bea50ap-3f, 0x1.e082f6p-3f, 0x1.05758p-2f,
            0x1.2102fep-2f, 0x1.46b532p-2f, 0x1.7e600ep-2f, 0x1.db8ea2p-2f, 0x1.518ed8p-1f,
            0x0p+0f,        0x1.b00046p-4f,
        },
        {
            -0x1.1cde6ap-5f, -0x1.21bafp-5f,  -0x1.26d836p-5f, -0x1.2c3bfep-5f, -0x1.31eccp-5f,
            -0x1.37f1cep-5f, -0x1.3e5382p-5f, -0x1.451b5ep-5f, -0x1.4c5452p-5f, -0x1.540af6p-5f,
            -0x1.5c4df4p-5f, -0x1.652e6p-5f,  -0x1.6ec05ap-5f, -0x1.791baep-5f, -0x1.845cccp-5f,
            -0x1.90a5eap-5f, -0x1.9e209cp-5f, -0x1.acffdcp-5f, -0x1.bd82dcp-5f, -0x1.cff8cap-5f,
            -0x1.e4c5e4p-5f, -0x1.fc6a4cp-5f, -0x1.0bc562p-4f, -0x1.1b7d24p-4f, -0x1.2ddf46p-4f,
            -0x1.437aep-4f,  -0x1.5c9708p-4f, -0x1.7786e8p-4f, -0x1.86effp-4f,  -0x1.1ab1cep-4f,
            0x0p+0f,         -0x1.183d88p-5f,
        },
        {
            0x1.f3f7acp-7f, 0x1.fc4aep-7f,  0x1.028514p-6f, 0x1.071f72p-6f, 0x1.0bf9c4p-6f,
            0x1.1119f8p-6f, 0x1.1686c2p-6f, 0x1.1c47c2p-6f, 0x1.2265b4p-6f, 0x1.28ea98p-6f,
            0x1.2fe206p-6f, 0x1.375972p-6f, 0x1.3f6092p-6f, 0x1.4809eap-6f, 0x1.516b6ep-6f,
            0x1.5b9f5ap-6f, 0x1.66c54ap-6f, 0x1.7303aep-6f, 0x1.8089c2p-6f, 0x1.8f9224p-6f,
            0x1.a0666p-6f,  0x1.b363dp-6f,  0x1.c90234p-6f, 0x1.e1dcacp-6f, 0x1.febd8cp-6f,
            0x1.1056f8p-5f, 0x1.2488ep-5f,  0x1.3d1cf4p-5f, 0x1.5efa7ap-5f, 0x1.d58ebcp-5f,
            0x0p+0f,        0x1.ec083cp-7f,
        },
        {
            -0x1.170522p-7f, -0x1.1b94dap-7f, -0x1.205ebp-7f,  -0x1.256792p-7f, -0x1.2ab506p-7f,
            -0x1.304d42p-7f, -0x1.36374cp-7f, -0x1.3c7b1cp-7f, -0x1.4321c8p-7f, -0x1.4a35b8p-7f,
            -0x1.51c2e6p-7f, -0x1.59d734p-7f, -0x1.6282cap-7f, -0x1.6bd896p-7f, -0x1.75eef6p-7f,
            -0x1.80e07ep-7f, -0x1.8ccd1p-7f,  -0x1.99db38p-7f, -0x1.a83a04p-7f, -0x1.b82378p-7f,
            -0x1.c9dfe8p-7f, -0x1.ddca7ap-7f, -0x1.f45754p-7f, -0x1.070e14p-6f, -0x1.15edbep-6f,
            -0x1.2749a6p-6f, -0x1.3bc678p-6f, -0x1.542c58p-6f, -0x1.707492p-6f, -0x1.606cdp-6f,
            0x0p+0f,         -0x1.12ab22p-7f,
        },
        {
            0x1.2a63p-8f,   0x1.2f35b2p-8f, 0x1.344522p-8f, 0x1.399666p-8f, 0x1.3f2f32p-8f,
            0x1.4515eap-8f, 0x1.4b51c8p-8f, 0x1.51eafcp-8f, 0x1.58ead2p-8f, 0x1.605bf4p-8f,
            0x1.684a9ap-8f, 0x1.70c4e6p-8f, 0x1.79db48p-8f, 0x1.83a0f2p-8f, 0x1.8e2c8p-8f,
            0x1.9998bep-8f, 0x1.a605b8p-8f, 0x1.b39a08p-8f, 0x1.c284a4p-8f, 0x1.d2ff36p-8f,
            0x1.e55156p-8f, 0x1.f9d4d2p-8f, 0x1.087dd4p-7f, 0x1.15ac1p-7f,  0x1.24d3eap-7f,
            0x1.367124p-7f, 0x1.4b255ep-7f, 0x1.63c258p-7f, 0x1.818e98p-7f, 0x1.c57474p-7f,
            0x0p+0f,        0x1.25c88p-8f,
        },
    } },
};
